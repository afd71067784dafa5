package io.hearth.journey.engine;

import java.beans.FeatureDescriptor;
import java.util.Iterator;
import java.util.List;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.FunctionMapper;
import org.jspecify.annotations.Nullable;

/**
 * Expressions that can read variables and nothing else: no beans, no properties of objects, no methods, no functions.
 * The engine's own manager resolves all of them, which is remote code execution for whoever may draw a workflow.
 */
final class SafeExpressions extends JuelExpressionManager {

    private final Standing standing;

    SafeExpressions(Standing standing) {
        this.standing = standing;
    }

    @Override
    protected ELResolver createElResolver() {
        var resolver = new CompositeELResolver();
        resolver.add(new Blocker());
        resolver.add(new VariableScopeElResolver());
        resolver.add(new Absent());
        return resolver;
    }

    @Override
    protected FunctionMapper createFunctionMapper() {
        return new FunctionMapper() {
            @Override
            public java.lang.reflect.@Nullable Method resolveFunction(String prefix, String name) {
                return null;
            }
        };
    }

    /** Refuses what the engine puts into every scope, whatever stands on it, and every call. */
    private static final class Blocker extends ReadOnlyResolver {

        private static final List<String> REFUSED =
                List.of("execution", "task", "caseExecution", "externalTask", "authenticatedUserId");

        @Override
        public @Nullable Object getValue(ELContext context, @Nullable Object base, Object property) {
            if (base != null || REFUSED.contains(String.valueOf(property))) {
                throw new ELException("Expected to read a variable, but '" + property + "' is not one");
            }
            return null;
        }

        @Override
        public Object invoke(ELContext context, Object base, Object method, Class<?>[] types, Object[] parameters) {
            throw new ELException("Expected to read a variable, but '" + method + "' is a call");
        }
    }

    /** What every run knows about its member, and nothing for a declared variable that has not been set. */
    private final class Absent extends ReadOnlyResolver {

        @Override
        public @Nullable Object getValue(ELContext context, @Nullable Object base, Object property) {
            if (base != null || context.getContext(VariableScope.class) == null) {
                return null;
            }
            context.setPropertyResolved(true);
            var run = Turn.current().run();
            return switch (property.toString()) {
                case "points" -> standing.points(run.member(), run.community());
                case "level" -> standing.level(run.member(), run.community()).orElse(null);
                default -> null;
            };
        }
    }

    private abstract static class ReadOnlyResolver extends ELResolver {

        @Override
        public Class<?> getType(ELContext context, Object base, Object property) {
            return Object.class;
        }

        @Override
        public void setValue(ELContext context, Object base, Object property, Object value) {
            throw new ELException("Expected to read a variable, but a value was given for '" + property + "'");
        }

        @Override
        public boolean isReadOnly(ELContext context, Object base, Object property) {
            return true;
        }

        @Override
        public @Nullable Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
            return null;
        }

        @Override
        public Class<?> getCommonPropertyType(ELContext context, Object base) {
            return Object.class;
        }
    }
}
