package io.hearth.platform;

import java.util.List;
import java.util.Set;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptEngineManager;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/**
 * Refuses to start where the class path holds an interpreter. Rules, workflows and templates are written by people who
 * must not be able to run code here, and each of these libraries would be picked up without being asked.
 */
@Component
class ForbiddenLibraries {

    private static final List<String> INTERPRETERS = List.of(
            "org.mvel2.MVEL",
            "org.drools.mvel.MVELDialectRuntimeData",
            "groovy.lang.GroovyShell",
            "org.python.util.PythonInterpreter",
            "org.mozilla.javascript.Context",
            "org.openjdk.nashorn.api.scripting.NashornScriptEngineFactory",
            "com.oracle.truffle.js.scriptengine.GraalJSEngineFactory");

    /** Camunda's engine doesn't start without these; {@code journey.engine} switches off or locks in what they could do. */
    private static final Set<String> TOLERATED = Set.of("feel-scala", "feel-scala-unary-tests", "juel");

    ForbiddenLibraries() {
        var loader = ForbiddenLibraries.class.getClassLoader();
        INTERPRETERS.stream()
                .filter(name -> ClassUtils.isPresent(name, loader))
                .findFirst()
                .ifPresent(found -> {
                    throw refused(found);
                });
        new ScriptEngineManager(loader)
                .getEngineFactories().stream()
                        .map(ScriptEngineFactory::getEngineName)
                        .filter(name -> !TOLERATED.contains(name))
                        .findFirst()
                        .ifPresent(found -> {
                            throw refused(found);
                        });
    }

    private static IllegalStateException refused(String found) {
        return new IllegalStateException("Expected no interpreter on the class path, but found " + found
                + ". Remove the library that brings it.");
    }
}
