package io.hearth.decision.engine;

import java.util.List;

/** Refuses to start where a language is on the class path that rules or workflows could be made to run. */
final class NoOtherLanguages {

    private static final List<String> LANGUAGES = List.of(
            "org.mvel2.MVEL",
            "org.drools.mvel.MVELConditionEvaluator",
            "groovy.lang.GroovyShell",
            "org.openjdk.nashorn.api.scripting.NashornScriptEngine",
            "com.oracle.truffle.js.scriptengine.GraalJSScriptEngine",
            "org.drools.decisiontable.SpreadsheetCompiler");

    private NoOtherLanguages() {}

    static void check(ClassLoader loader) {
        for (var language : LANGUAGES) {
            if (loader.getResource(language.replace('.', '/') + ".class") != null) {
                throw new IllegalStateException("Expected no scripting language on the class path, but found "
                        + language + ": rules could run code through it. Take its jar away.");
            }
        }
    }
}
