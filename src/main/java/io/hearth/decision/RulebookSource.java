package io.hearth.decision;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * One rulebook, read and guarded, ready for the compiler.
 *
 * <p>Rules are written best with a single pattern over {@link Facts}, which joins nothing and is the fastest by far,
 * the event's type first, since rules are found by it:
 *
 * <pre>
 * rule "rules/rewards/posts.dslr#Three posts in a week" salience 10
 * when
 *     Facts(event.type == "post.created", activity.count("post.created", "7d") >= 3, !segments.in("lost"))
 * then
 *     outcomes.award(10, "posting");
 * end
 * </pre>
 *
 * <p>Patterns over the single facts ({@code Member}, {@code Event}, …) work too. A rule needs at least one pattern that
 * is not negated.
 *
 * @param drl begins with {@link #HEADER}; each rule bears its id as its name and its priority as salience. How often,
 *     stack and validity are seen to by the engine, by the rule's name.
 * @param aggregates what its conditions need to have collected
 * @param eventTypes the types of event that some rule tests
 */
public record RulebookSource(
        String rulebook, List<Rule> rules, String drl, Set<Aggregate> aggregates, Set<String> eventTypes) {

    public static final String PACKAGE = "hearth.rules";

    /** The package, the facts and the facade, which every rulebook's DRL begins with. */
    public static final String HEADER = """
            package hearth.rules;
            import io.hearth.decision.Facts;
            import io.hearth.decision.fact.Member;
            import io.hearth.decision.fact.Membership;
            import io.hearth.decision.fact.Event;
            import io.hearth.decision.fact.Activity;
            import io.hearth.decision.fact.Rewards;
            import io.hearth.decision.fact.Segments;
            import io.hearth.decision.fact.Moment;
            global io.hearth.decision.fact.Outcomes outcomes;
            """;

    /** Names what the rules mean: who wrote them and why makes no difference. */
    public String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(drl.getBytes(StandardCharsets.UTF_8));
            for (var rule : rules) {
                var when = "\n" + rule.id() + " " + rule.frequency() + " " + rule.stack() + " " + rule.validity();
                digest.update(when.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
