package io.hearth.decision.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Byte code that no compiler makes of DRL, written by hand. */
class ClassCheckTest {

    private static final String NAME = "hearth/rules/PAB/LambdaConsequence" + "0".repeat(32);

    @Test
    void letsPassWhatRulesDo() {
        assertThat(objections(code -> {
                    code.visitVarInsn(Opcodes.ALOAD, 1);
                    code.visitLdcInsn("vip");
                    code.visitMethodInsn(
                            Opcodes.INVOKEINTERFACE,
                            "io/hearth/decision/fact/Outcomes",
                            "badge",
                            "(Ljava/lang/String;)V",
                            true);
                }))
                .isEmpty();
    }

    @Test
    void stopsCalls() {
        assertThat(objections(
                        code -> code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/System", "gc", "()V", false)))
                .containsExactly("LambdaConsequence" + "0".repeat(32) + " calls java.lang.System.gc");
        assertThat(objections(code -> code.visitMethodInsn(
                        Opcodes.INVOKEVIRTUAL, "java/lang/Object", "getClass", "()Ljava/lang/Class;", false)))
                .hasSize(1);
        assertThat(objections(code -> code.visitMethodInsn(
                        Opcodes.INVOKEVIRTUAL, "[Ljava/lang/Object;", "clone", "()Ljava/lang/Object;", false)))
                .hasSize(1);
    }

    @Test
    void stopsLoops() {
        assertThat(objections(code -> {
                    var start = new Label();
                    code.visitLabel(start);
                    code.visitJumpInsn(Opcodes.GOTO, start);
                }))
                .hasSize(1);
        assertThat(objections(code -> {
                    var start = new Label();
                    code.visitLabel(start);
                    code.visitInsn(Opcodes.ICONST_0);
                    code.visitLookupSwitchInsn(start, new int[0], new Label[0]);
                }))
                .hasSize(1);
    }

    @Test
    void stopsConstantsThatRunCode() {
        var bootstrap =
                new Handle(Opcodes.H_INVOKESTATIC, "java/lang/invoke/ConstantBootstraps", "invoke", "()V", false);
        assertThat(objections(code -> code.visitLdcInsn(new ConstantDynamic("x", "Ljava/lang/Object;", bootstrap))))
                .hasSize(1);
        assertThat(objections(code -> code.visitInvokeDynamicInsn("x", "()V", bootstrap)))
                .hasSize(1);
        assertThat(objections(code -> code.visitLdcInsn(bootstrap))).hasSize(1);
        assertThat(objections(code -> code.visitLdcInsn(Type.getType(Runtime.class))))
                .hasSize(1);
    }

    @Test
    void stopsLocksArraysCatchingAndThrowing() {
        assertThat(objections(code -> code.visitInsn(Opcodes.MONITORENTER))).hasSize(1);
        assertThat(objections(code -> code.visitIntInsn(Opcodes.NEWARRAY, Opcodes.T_BYTE)))
                .hasSize(1);
        assertThat(objections(code -> code.visitMultiANewArrayInsn("[[I", 2))).hasSize(1);
        assertThat(objections(code -> code.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Thread")))
                .hasSize(1);
        assertThat(objections(code -> code.visitTypeInsn(Opcodes.NEW, "java/lang/Thread")))
                .hasSize(1);
        assertThat(objections(code -> code.visitInsn(Opcodes.ATHROW))).hasSize(1);
        assertThat(objections(code -> {
                    var from = new Label();
                    var to = new Label();
                    code.visitTryCatchBlock(from, to, to, null);
                    code.visitLabel(from);
                    code.visitInsn(Opcodes.NOP);
                    code.visitLabel(to);
                }))
                .hasSize(1);
    }

    @Test
    void stopsFieldsOfOthers() {
        assertThat(objections(code ->
                        code.visitFieldInsn(Opcodes.GETSTATIC, "java/lang/System", "out", "Ljava/io/PrintStream;")))
                .hasSize(1);
        assertThat(objections(code -> code.visitFieldInsn(
                        Opcodes.GETSTATIC,
                        "org/drools/model/operators/MatchesOperator",
                        "INSTANCE",
                        "Lorg/drools/model/operators/MatchesOperator;")))
                .hasSize(1);
    }

    @Test
    void stopsClassesThatRulesDoNotTurnInto() {
        assertThat(ClassCheck.objections(Map.of("hearth/rules/Evil", classOf("hearth/rules/Evil", "java/lang/Enum"))))
                .hasSize(1);
        assertThat(ClassCheck.objections(Map.of(NAME, classOf(NAME, "java/lang/Thread"))))
                .hasSize(1);
        assertThat(ClassCheck.objections(Map.of(NAME, classOf("java/lang/String", "java/lang/Enum"))))
                .hasSize(1);
        assertThat(ClassCheck.objections(Map.of(NAME, new byte[] {1, 2, 3}))).hasSize(1);
    }

    private static java.util.List<String> objections(Consumer<MethodVisitor> body) {
        var writer = writer(NAME, "java/lang/Enum");
        var code = writer.visitMethod(Opcodes.ACC_PUBLIC, "execute", "(Ljava/lang/Object;)V", null, null);
        code.visitCode();
        body.accept(code);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(5, 5);
        code.visitEnd();
        return ClassCheck.objections(Map.of(NAME, writer.toByteArray()));
    }

    private static byte[] classOf(String name, String parent) {
        return writer(name, parent).toByteArray();
    }

    private static ClassWriter writer(String name, String parent) {
        var writer = new ClassWriter(0);
        writer.visit(Opcodes.V11, Opcodes.ACC_PUBLIC, name, null, parent, null);
        return writer;
    }
}
