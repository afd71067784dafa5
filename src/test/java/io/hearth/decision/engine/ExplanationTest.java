package io.hearth.decision.engine;

import static io.hearth.decision.engine.SomeFacts.facts;
import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.decision.Check;
import io.hearth.decision.Check.Operator;
import io.hearth.decision.Check.Reading;
import io.hearth.decision.Explanation;
import io.hearth.decision.Frequency;
import io.hearth.decision.Outcome;
import io.hearth.decision.Rule;
import io.hearth.decision.Seen;
import io.hearth.decision.Sentence;
import io.hearth.decision.Validity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    private static final Check THREE_POSTS = new Check.Test(
            new Reading("activity", "count", List.of("post.created", "7d")), Operator.AT_LEAST, List.of(3));
    private static final Check GOLD =
            new Check.Test(new Reading("membership", "level", List.of()), Operator.ONE_OF, List.of("gold", "silver"));
    private static final Check RAN_FAR =
            new Check.Test(new Reading("event", "number", List.of("km")), Operator.AT_LEAST, List.of(5));

    @Test
    void saysWhatWasSeenAndNeeded() {
        var seen = explain(THREE_POSTS, facts().count("post.created", "7d", 2));

        assertThat(seen).isEqualTo(new Seen("sentence", "2", "≥ 3", false));
    }

    @Test
    void findsNothingToCompareWhereNothingIs() {
        assertThat(explain(RAN_FAR, facts())).isEqualTo(new Seen("sentence", "–", "≥ 5", false));
        assertThat(explain(new Check.Not(RAN_FAR), facts())).isEqualTo(new Seen("sentence", "–", "not (≥ 5)", true));
    }

    @Test
    void putsPartsTogether() {
        var facts = facts().level("gold").count("post.created", "7d", 1);

        assertThat(explain(new Check.AnyOf(List.of(THREE_POSTS, GOLD)), facts))
                .isEqualTo(new Seen("sentence", "1, gold", "≥ 3 or ∈ {gold, silver}", true));
        assertThat(explain(new Check.AllOf(List.of(THREE_POSTS, GOLD)), facts))
                .isEqualTo(new Seen("sentence", "1, gold", "≥ 3 and ∈ {gold, silver}", false));
    }

    @Test
    void keepsWhatMembersWriteToItself() {
        var reading = new Reading("event", "text", List.of("note"));
        var check = new Check.Test(reading, Operator.EQUAL, List.of("yes"));

        assertThat(explain(check, facts().event("a", Map.of("note", "my phone is 13800000000")))
                        .value())
                .isEqualTo("…");
        assertThat(explain(check, facts().event("a", Map.of("note", "yes"))).value())
                .isEqualTo("yes");
    }

    @Test
    void isNotWorthwhileForBeingWhereOneIs() {
        List<Outcome> active = List.of(new Outcome.BeInSegment("active"));

        assertThat(Explanation.worthwhile(active, facts().in("active").make())).isFalse();
        assertThat(Explanation.worthwhile(active, facts().in("dormant").make())).isTrue();
    }

    private static Seen explain(Check check, SomeFacts facts) {
        var rule = new Rule(
                "id",
                "rewards",
                "name",
                "why",
                "owner",
                Frequency.EACH_TIME,
                0,
                null,
                Validity.ALWAYS,
                null,
                List.of(new Sentence("sentence", 1, "句子", "sentence", check)),
                List.of(),
                Set.of(),
                "file",
                1);
        return Explanation.of(rule, facts.make()).get(0);
    }
}
