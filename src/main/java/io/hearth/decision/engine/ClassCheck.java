package io.hearth.decision.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Looks into every compiled class before it may be loaded: what it calls, makes and refers to must be in {@link
 * Allowed}, and it must not be able to go on without end. It trusts neither the reader of rules nor the compiler.
 */
final class ClassCheck {

    /** Raise it when the lists change, so that nothing compiled under other lists is loaded. */
    static final int VERSION = 1;

    private static final Pattern NAMES = Pattern.compile(
            "hearth/rules/(P[0-9A-F]{2}/Lambda(Predicate|Extractor|Consequence)[0-9A-F]{32}|Rules[0-9A-F]{32}(RuleMethods\\d+)?|DomainClassesMetadata[0-9A-F]{32}(\\$\\w+_Metadata)?)");
    private static final int MOST_BYTES = 1 << 20;

    private final Set<String> own;
    private final List<String> objections = new ArrayList<>();

    private ClassCheck(Set<String> own) {
        this.own = own;
    }

    /** What is wrong with the classes, keyed by internal name; empty when they may be loaded. */
    static List<String> objections(Map<String, byte[]> classes) {
        var check = new ClassCheck(classes.keySet());
        classes.forEach(check::inspect);
        return check.objections;
    }

    private void inspect(String name, byte[] bytes) {
        if (!NAMES.matcher(name).matches()) {
            objections.add("class " + name.replace('/', '.') + " is none that rules turn into");
            return;
        }
        if (bytes.length > MOST_BYTES) {
            objections.add("class " + name + " is larger than " + MOST_BYTES + " bytes");
            return;
        }
        try {
            new ClassReader(bytes).accept(new Inspection(name), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        } catch (RuntimeException e) {
            objections.add("class " + name + " can't be read: " + e);
        }
    }

    private final class Inspection extends ClassVisitor {

        private final String name;
        private final boolean rules;

        Inspection(String name) {
            super(Opcodes.ASM9);
            this.name = name;
            this.rules = name.contains("/Lambda");
        }

        @Override
        public void visit(
                int version, int access, String named, @Nullable String signature, String parent, String[] interfaces) {
            if (!named.equals(name)) {
                object("is named " + named);
            }
            if (!parent.equals(rules ? "java/lang/Enum" : "java/lang/Object")) {
                object("extends " + parent);
            }
            for (var role : interfaces) {
                if (!Allowed.role(role)) {
                    object("implements " + role);
                }
            }
        }

        @Override
        public @Nullable FieldVisitor visitField(
                int access, String field, String descriptor, @Nullable String signature, @Nullable Object value) {
            return null;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String method, String descriptor, @Nullable String signature, String @Nullable [] thrown) {
            if ((access & (Opcodes.ACC_NATIVE | Opcodes.ACC_SYNCHRONIZED)) != 0) {
                object("has a native or synchronized method");
            }
            if (method.equals("finalize")) {
                object("has a finalizer");
            }
            return new Body(this, method);
        }

        void object(String what) {
            objections.add(name.substring(name.lastIndexOf('/') + 1) + " " + what);
        }
    }

    private final class Body extends MethodVisitor {

        private final Inspection in;
        private final String method;
        private final Set<Label> passed = new HashSet<>();

        Body(Inspection in, String method) {
            super(Opcodes.ASM9);
            this.in = in;
            this.method = method;
        }

        @Override
        public void visitMethodInsn(int code, String owner, String name, String descriptor, boolean itf) {
            if (!mayCall(owner, name)) {
                in.object("calls " + owner.replace('/', '.') + "." + name);
            }
        }

        @Override
        public void visitFieldInsn(int code, String owner, String name, String descriptor) {
            var fine = own.contains(owner) || code == Opcodes.GETSTATIC && Allowed.constant(in.rules, owner, name);
            if (!fine) {
                in.object("uses the field " + owner.replace('/', '.') + "." + name);
            }
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            var concatenation = bootstrap.getOwner().equals("java/lang/invoke/StringConcatFactory")
                    && bootstrap.getName().equals("makeConcatWithConstants");
            var lambda = !in.rules
                    && bootstrap.getOwner().equals("java/lang/invoke/LambdaMetafactory")
                    && bootstrap.getName().equals("metafactory");
            if (!concatenation && !lambda) {
                in.object("links to " + bootstrap.getOwner().replace('/', '.') + "." + bootstrap.getName());
            }
            for (var argument : arguments) {
                if (argument instanceof Handle handle && !mayCall(handle.getOwner(), handle.getName())
                        || argument instanceof ConstantDynamic) {
                    in.object("refers to " + argument);
                }
            }
        }

        @Override
        public void visitLdcInsn(Object value) {
            if (value instanceof ConstantDynamic
                    || value instanceof Handle
                    || value instanceof Type type && !isKnown(type)) {
                in.object("refers to " + value);
            }
        }

        @Override
        public void visitTypeInsn(int code, String type) {
            var fine =
                    switch (code) {
                        case Opcodes.NEW -> own.contains(type) || Allowed.creation(in.rules, type);
                        case Opcodes.ANEWARRAY -> own.contains(type) || Allowed.array(in.rules, type);
                        default -> true;
                    };
            if (!fine) {
                in.object("makes a " + type.replace('/', '.'));
            }
        }

        @Override
        public void visitIntInsn(int code, int operand) {
            if (code == Opcodes.NEWARRAY) {
                in.object("makes an array");
            }
        }

        @Override
        public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
            in.object("makes an array of arrays");
        }

        @Override
        public void visitInsn(int code) {
            if (code == Opcodes.MONITORENTER || code == Opcodes.MONITOREXIT) {
                in.object("takes a lock");
            }
            if (code == Opcodes.ATHROW && !method.equals("getPropertyIndex")) {
                in.object("throws");
            }
        }

        @Override
        public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
            in.object("catches");
        }

        @Override
        public void visitLabel(Label label) {
            passed.add(label);
        }

        @Override
        public void visitJumpInsn(int code, Label label) {
            if (passed.contains(label) || code == Opcodes.JSR) {
                in.object("has a loop");
            }
        }

        @Override
        public void visitTableSwitchInsn(int min, int max, Label other, Label... labels) {
            checkSwitch(other, labels);
        }

        @Override
        public void visitLookupSwitchInsn(Label other, int[] keys, Label[] labels) {
            checkSwitch(other, labels);
        }

        private void checkSwitch(Label other, Label... labels) {
            var all = new HashSet<>(List.of(labels));
            all.add(other);
            all.retainAll(passed);
            if (!all.isEmpty()) {
                in.object("has a loop");
            }
        }

        private boolean mayCall(String owner, String name) {
            if (own.contains(owner)) {
                // The class's own test or apply from the bridge beside it; its own constructor from its initializer.
                return true;
            }
            return Allowed.call(in.rules, owner, name);
        }

        private boolean isKnown(Type type) {
            var name = type.getInternalName();
            return own.contains(name)
                    || RuleTypes.isFact(name)
                    || Set.of(
                                    "java/lang/String",
                                    "java/lang/Long",
                                    "java/lang/Integer",
                                    "java/lang/Double",
                                    "java/lang/Boolean",
                                    "java/lang/Number",
                                    "java/lang/Object",
                                    "java/util/Set")
                            .contains(name);
        }
    }
}
