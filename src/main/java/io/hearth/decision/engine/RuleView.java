package io.hearth.decision.engine;

import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The part of the class path that rules can see, when they are compiled and when they run. */
final class RuleView extends ClassLoader {

    private static final List<String> PACKAGES = List.of(
            "org.drools.",
            "org.kie.api.",
            "org.kie.util.maven.",
            "java.util.",
            "java.time.",
            "java.math.",
            "java.lang.invoke.",
            "java.lang.annotation.",
            "java.lang.constant.",
            "java.io.Serializable",
            "java.io.Externalizable",
            "java.io.Object",
            "java.io.IOException");

    private static final Set<String> LANGUAGE = Set.of(
            "AbstractStringBuilder",
            "Appendable",
            "AssertionError",
            "AutoCloseable",
            "Boolean",
            "BootstrapMethodError",
            "Byte",
            "CharSequence",
            "Character",
            "Class",
            "ClassNotFoundException",
            "CloneNotSupportedException",
            "Cloneable",
            "Comparable",
            "Deprecated",
            "Double",
            "Enum",
            "Error",
            "Exception",
            "Float",
            "FunctionalInterface",
            "IllegalArgumentException",
            "IncompatibleClassChangeError",
            "Integer",
            "InterruptedException",
            "Iterable",
            "LinkageError",
            "Long",
            "Math",
            "NoClassDefFoundError",
            "NoSuchFieldError",
            "Number",
            "Object",
            "Override",
            "Record",
            "ReflectiveOperationException",
            "Runnable",
            "RuntimeException",
            "SafeVarargs",
            "Short",
            "String",
            "StringBuilder",
            "SuppressWarnings",
            "System",
            "Throwable",
            "Void");

    private static final Set<String> OURS = Set.of(
            "io.hearth.decision.Facts",
            "io.hearth.decision.Aggregate",
            "io.hearth.decision.Aggregates",
            "io.hearth.decision.engine.Meter");

    private final ClassLoader all;

    RuleView(ClassLoader all) {
        super(null);
        this.all = all;
    }

    static boolean shows(String name) {
        if (name.startsWith("java.lang.") && name.indexOf('.', 10) < 0) {
            var inner = name.indexOf('$');
            return LANGUAGE.contains(name.substring(10, inner < 0 ? name.length() : inner));
        }
        return OURS.contains(name)
                || name.startsWith("io.hearth.decision.fact.")
                || PACKAGES.stream().anyMatch(name::startsWith);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (shows(name)) {
            return all.loadClass(name);
        }
        throw new ClassNotFoundException("Rules can't see " + name);
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        return showsResource(name) ? all.getResourceAsStream(name) : null;
    }

    @Override
    public @Nullable URL getResource(String name) {
        return showsResource(name) ? all.getResource(name) : null;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws java.io.IOException {
        return showsResource(name) ? all.getResources(name) : Collections.emptyEnumeration();
    }

    private static boolean showsResource(String name) {
        return !name.endsWith(".class")
                || shows(name.substring(0, name.length() - ".class".length()).replace('/', '.'));
    }
}
