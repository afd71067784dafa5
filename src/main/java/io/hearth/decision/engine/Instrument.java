package io.hearth.decision.engine;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Puts {@link Meter#tick()} where rules could go on without end: at the entry of consequences and of everything that a
 * join calls, and before each jump backwards. A condition on a single fact is called once per fact and bears none.
 */
final class Instrument {

    private static final String METER = "io/hearth/decision/engine/Meter";

    private Instrument() {}

    static Map<String, byte[]> all(Map<String, byte[]> classes) {
        var metered = new TreeMap<String, byte[]>();
        classes.forEach((name, bytes) -> metered.put(name, name.contains("/Lambda") ? one(bytes) : bytes));
        return metered;
    }

    private static byte[] one(byte[] bytes) {
        var reader = new ClassReader(bytes);
        var single = java.util.Arrays.stream(reader.getInterfaces()).anyMatch(role -> role.endsWith("/Predicate1"));
        var writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            String @Nullable [] thrown) {
                        var visitor = super.visitMethod(access, name, descriptor, signature, thrown);
                        var called =
                                Set.of("test", "execute", "apply").contains(name) && (access & Opcodes.ACC_BRIDGE) == 0;
                        return new Ticks(visitor, called && !single);
                    }
                },
                0);
        return writer.toByteArray();
    }

    private static final class Ticks extends MethodVisitor {

        private final boolean atEntry;
        private final Set<Label> passed = new HashSet<>();

        Ticks(MethodVisitor visitor, boolean atEntry) {
            super(Opcodes.ASM9, visitor);
            this.atEntry = atEntry;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            if (atEntry) {
                tick();
            }
        }

        @Override
        public void visitLabel(Label label) {
            passed.add(label);
            super.visitLabel(label);
        }

        @Override
        public void visitJumpInsn(int code, Label label) {
            if (passed.contains(label)) {
                tick();
            }
            super.visitJumpInsn(code, label);
        }

        private void tick() {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, METER, "tick", "()V", false);
        }
    }
}
