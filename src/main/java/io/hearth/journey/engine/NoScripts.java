package io.hearth.journey.engine;

import javax.script.ScriptEngine;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptEngineManager;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.impl.scripting.ExecutableScript;
import org.camunda.bpm.engine.impl.scripting.ScriptFactory;
import org.camunda.bpm.engine.impl.scripting.engine.ScriptEngineResolver;
import org.jspecify.annotations.Nullable;

/** Two locks on scripts: none can be created, and there is no script engine to run one. */
final class NoScripts extends ScriptFactory {

    @Override
    public ExecutableScript createScriptFromResource(String language, String resource) {
        throw refused();
    }

    @Override
    public ExecutableScript createScriptFromResource(String language, Expression resource) {
        throw refused();
    }

    @Override
    public ExecutableScript createScriptFromSource(String language, String source) {
        throw refused();
    }

    @Override
    public ExecutableScript createScriptFromSource(String language, Expression source) {
        throw refused();
    }

    private static ProcessEngineException refused() {
        return new ProcessEngineException("Expected a workflow without scripts, but it has one");
    }

    /** Finds no script engine for any language. */
    static final class NoEngines implements ScriptEngineResolver {

        @Override
        public void addScriptEngineFactory(ScriptEngineFactory factory) {
            throw refused();
        }

        @Override
        public @Nullable ScriptEngineManager getScriptEngineManager() {
            return null;
        }

        @Override
        public @Nullable ScriptEngine getScriptEngine(String language, boolean cached) {
            return null;
        }
    }
}
