package io.hearth.decision.engine;

import io.hearth.decision.Facts;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.drools.model.AccumulatePattern;
import org.drools.model.Condition;
import org.drools.model.EntryPoint;
import org.drools.model.Global;
import org.drools.model.Model;
import org.drools.model.Pattern;
import org.drools.model.Query;
import org.drools.model.Rule;
import org.drools.model.TypeMetaData;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;

/** A compiled rulebook, loaded and linked; it needs nothing else of its release. */
final class Rulebook {

    private final Model model;
    private final KieBase base;
    private final List<Function<Facts, Object>> facts;

    private Rulebook(Model model, List<Function<Facts, Object>> facts) {
        this.model = model;
        this.base = KieBaseBuilder.createKieBaseFromModel(model);
        this.facts = facts;
    }

    /** Loads classes that {@link ClassCheck} has let pass. */
    static Rulebook load(Compiled compiled) {
        return of(model(compiled));
    }

    private static Rulebook of(Model model) {
        var types = new HashSet<Class<?>>();
        for (var rule : model.getRules()) {
            check(rule, types);
        }
        return new Rulebook(model, RuleTypes.of(types));
    }

    /** Some of the rules by their names, in a network of their own. */
    Rulebook only(Set<String> names) {
        return of(new Some(
                model,
                model.getRules().stream()
                        .filter(rule -> names.contains(rule.getName()))
                        .toList()));
    }

    KieSession open() {
        return base.newKieSession();
    }

    /** How to take out of all facts those that some rule looks at. */
    List<Function<Facts, Object>> facts() {
        return facts;
    }

    private static Model model(Compiled compiled) {
        try {
            return (Model) new Classes(compiled.classes())
                    .loadClass(compiled.model().replace('/', '.'))
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new CompilationFailed("the compiled rules can't be loaded: " + e);
        }
    }

    /**
     * A rule that says only what is not there would fire for whatever comes by in a session that is used again and
     * again, so each way to match needs a fact that is there.
     */
    private static void check(Rule rule, Set<Class<?>> types) {
        if (rule.getConsequences().size() > 1) {
            throw new CompilationFailed("rule '" + rule.getName() + "' has more than one consequence");
        }
        if (!isAnchored(rule.getView(), rule, types)) {
            throw new CompilationFailed("rule '" + rule.getName()
                    + "' says only what is not there; it needs a condition on a fact that is there");
        }
    }

    private static boolean isAnchored(Condition condition, Rule rule, Set<Class<?>> types) {
        return switch (condition.getType()) {
            case PATTERN -> {
                var type = ((Pattern<?>) condition).getPatternVariable().getType();
                if (!RuleTypes.isFact(type)) {
                    throw new CompilationFailed(
                            "rule '" + rule.getName() + "' asks for a " + type.getSimpleName() + ", which is no fact");
                }
                types.add(type);
                yield true;
            }
            case AND -> {
                var anchored = false;
                for (var part : condition.getSubConditions()) {
                    anchored |= isAnchored(part, rule, types);
                }
                yield anchored;
            }
            case OR -> {
                var anchored = !condition.getSubConditions().isEmpty();
                for (var part : condition.getSubConditions()) {
                    anchored &= isAnchored(part, rule, types);
                }
                yield anchored;
            }
            case NOT, EXISTS -> {
                for (var part : condition.getSubConditions()) {
                    isAnchored(part, rule, types);
                }
                yield condition.getType() == Condition.Type.EXISTS;
            }
            case ACCUMULATE -> {
                isAnchored(((AccumulatePattern<?>) condition).getCondition(), rule, types);
                yield false;
            }
            // What it does; a second one would be a jump out of the conditions.
            case CONSEQUENCE -> false;
            default ->
                throw new CompilationFailed(
                        "rule '" + rule.getName() + "' uses " + condition.getType() + ", which rules may not");
        };
    }

    /** A model with some of its rules. */
    private static final class Some implements Model {

        private final Model of;
        private final List<Rule> rules;

        Some(Model of, List<Rule> rules) {
            this.of = of;
            this.rules = rules;
        }

        @Override
        public String getName() {
            return of.getName();
        }

        @Override
        public String getPackageName() {
            return of.getPackageName();
        }

        @Override
        public List<Global> getGlobals() {
            return of.getGlobals();
        }

        @Override
        public List<Rule> getRules() {
            return rules;
        }

        @Override
        public List<Query> getQueries() {
            return of.getQueries();
        }

        @Override
        public List<TypeMetaData> getTypeMetaDatas() {
            return of.getTypeMetaDatas();
        }

        @Override
        public List<EntryPoint> getEntryPoints() {
            return of.getEntryPoints();
        }
    }

    private static final class Classes extends ClassLoader {

        private final Map<String, byte[]> classes;

        Classes(Map<String, byte[]> classes) {
            super(new RuleView(Rulebook.class.getClassLoader()));
            this.classes = classes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            var bytes = classes.get(name.replace('.', '/'));
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
