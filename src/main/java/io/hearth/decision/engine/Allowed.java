package io.hearth.decision.engine;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What compiled rules may call, each line an owner and its methods. The lists are short because the executable model
 * is: whoever adds to them opens a door for everyone who writes rules.
 */
final class Allowed {

    /** What the text of rules turns into: conditions, consequences and what they bind. */
    private static final Map<String, Set<String>> IN_RULES = calls("""
            io/hearth/decision/Facts member membership event activity rewards segments now
            io/hearth/decision/fact/Member id language text number has
            io/hearth/decision/fact/Membership community status role level daysSinceJoining joinedAgo joinedWithin
            io/hearth/decision/fact/Event id type source object text number has mentions
            io/hearth/decision/fact/Activity count sum days streak streakForgiving daysSinceFirst daysSinceLast lastWithin awayFor ever countAtLeast sumAtLeast daysAtLeast streakAtLeast firstAgo firstWithin
            io/hearth/decision/fact/Rewards points badges has hasAt plans paysFor
            io/hearth/decision/fact/Segments names in
            io/hearth/decision/fact/Moment hour dayOfWeek dayOfMonth month weekend between from anniversaryOf
            io/hearth/decision/fact/Outcomes award awardAfter awardFor badge badgeAt takeBadge barBadge coupon privilege gift level segment openCase startJourney send lookAgain answer
            io/hearth/decision/engine/Meter tick
            java/lang/Enum <init> valueOf
            java/lang/System arraycopy
            java/lang/String valueOf startsWith endsWith contains isEmpty length equals
            java/lang/Integer valueOf intValue longValue doubleValue
            java/lang/Long valueOf longValue intValue doubleValue
            java/lang/Double valueOf doubleValue
            java/lang/Boolean valueOf booleanValue
            java/lang/Number intValue longValue doubleValue
            java/math/BigDecimal <init> valueOf compareTo add subtract multiply longValue doubleValue
            org/drools/model/functions/PredicateInformation <init> addRuleNames setMoreThanMaxRuleDefs
            org/drools/modelcompiler/dsl/pattern/D eval
            org/drools/modelcompiler/util/EvaluationUtil *
            """);

    /** What surrounds that: the building of the model, which bears no text of rules but names and literals. */
    private static final Map<String, Set<String>> IN_MODELS = calls("""
            java/lang/Object <init>
            java/lang/Boolean valueOf
            java/lang/Integer valueOf
            java/lang/Long valueOf
            java/lang/Double valueOf
            java/lang/RuntimeException <init>
            java/lang/String equals hashCode
            java/math/BigDecimal <init> valueOf
            java/time/format/DateTimeFormatterBuilder <init> appendPattern parseCaseInsensitive toFormatter
            java/util/ArrayList <init>
            java/util/Arrays asList
            java/util/Collections emptyList
            java/util/List add
            org/drools/model/DomainClassMetadata getPropertyIndex
            org/drools/model/BitMask getPatternMask
            org/drools/model/PatternDSL$PatternDef bind expr and or endAnd endOr
            org/drools/model/functions/accumulate/AccumulateFunction as
            org/drools/model/impl/RuleBuilder attribute build
            org/drools/modelcompiler/dsl/pattern/D accFunction accumulate alphaIndexedBy and betaIndexedBy declarationOf exists globalOf not on or pattern rule reactOn
            org/drools/util/DateUtils getDateFormatMask
            """);

    private static final Pattern CONSEQUENCES =
            Pattern.compile("org/drools/model/consequences/ConsequenceBuilder\\$_\\w+");
    private static final Pattern ACCUMULATIONS = Pattern.compile(
            "org/drools/core/base/accumulators/(Integer|Long|Double|BigDecimal|Number)?(Sum|Average|Min|Max|Count|IntegerSum|LongSum|IntegerMin|IntegerMax|LongMin|LongMax|NumericMin|NumericMax)AccumulateFunction");
    private static final Pattern OPERATORS = Pattern.compile(
            "org/drools/model/operators/(Contains|In|MemberOf|StringStartsWith|StringEndsWith)Operator");
    private static final Pattern MODEL_CONSTANTS =
            Pattern.compile("org/drools/model/(Index\\$ConstraintType|Rule\\$Attribute)");
    private static final Set<String> REFUSED_ATTRIBUTES = Set.of(
            "TIMER",
            "CALENDARS",
            "DURATION",
            "AGENDA_GROUP",
            "AUTO_FOCUS",
            "DATE_EFFECTIVE",
            "DATE_EXPIRES",
            "RULEFLOW_GROUP");
    private static final Pattern ROLES = Pattern.compile(
            "org/drools/model/(functions/(Predicate\\d+|Function\\d+|Block\\d+|HashedExpression)(\\$Impl)?|Model|DomainClassMetadata)");
    private static final Set<String> NEW_IN_RULES =
            Set.of("org/drools/model/functions/PredicateInformation", "java/math/BigDecimal");
    private static final Set<String> NEW_IN_MODELS = Set.of(
            "java/util/ArrayList",
            "java/lang/RuntimeException",
            "java/math/BigDecimal",
            "java/time/format/DateTimeFormatterBuilder");
    private static final Pattern ARRAYS_IN_MODELS = Pattern.compile(
            "java/lang/(String|Object)|org/drools/model/(Rule|RuleItemBuilder|view/ViewItemBuilder|view/ExprViewItem|view/ViewItem|functions/accumulate/AccumulateFunction|PatternDSL\\$\\w+|Variable)");

    private Allowed() {}

    static boolean call(boolean rules, String owner, String name) {
        var names = (rules ? IN_RULES : IN_MODELS).get(owner);
        if (names != null && (names.contains(name) || names.contains("*"))) {
            return true;
        }
        return !rules
                && (CONSEQUENCES.matcher(owner).matches() && name.equals("execute")
                        || ACCUMULATIONS.matcher(owner).matches() && name.equals("<init>"));
    }

    static boolean constant(boolean rules, String owner, String name) {
        if (rules) {
            return OPERATORS.matcher(owner).matches() && name.equals("INSTANCE");
        }
        return MODEL_CONSTANTS.matcher(owner).matches() && !REFUSED_ATTRIBUTES.contains(name)
                || owner.equals("java/util/Locale") && name.equals("ENGLISH")
                || name.equals("TYPE") && owner.startsWith("java/lang/");
    }

    static boolean creation(boolean rules, String type) {
        return rules
                ? NEW_IN_RULES.contains(type)
                : NEW_IN_MODELS.contains(type) || ACCUMULATIONS.matcher(type).matches();
    }

    static boolean array(boolean rules, String type) {
        return rules
                ? type.equals("java/lang/String") || type.equals("java/lang/Object")
                : ARRAYS_IN_MODELS.matcher(type).matches();
    }

    static boolean role(String type) {
        return ROLES.matcher(type).matches();
    }

    private static Map<String, Set<String>> calls(String table) {
        return table.lines()
                .map(line -> line.split(" "))
                .collect(Collectors.toUnmodifiableMap(
                        words -> words[0],
                        words -> Set.copyOf(Arrays.asList(words).subList(1, words.length)),
                        refuse()));
    }

    private static java.util.function.BinaryOperator<Set<String>> refuse() {
        return (one, other) -> {
            throw new IllegalStateException("Expected each owner once.");
        };
    }
}
