package io.hearth.decision.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.content.ContentFile;
import io.hearth.content.Finding;
import io.hearth.decision.Aggregate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EngineersFileTest {

    private static final String HEADER = "// why: to be tried\n// owner: tests\n// how often: each time\n";
    private static final String GOOD = HEADER + """
            rule "Long runs of regulars" salience 5
            when
                $event : Event(type == "run.finished", number("km") >= 10.5)
                Membership(level == "regular" || level == "pacer", status != "muted")
                Activity(count("run.finished", "7d") >= 3)
                not Segments(in("lost"))
            then
                outcomes.awardFor(3, $event.number("km"), "long run"); // a comment
                outcomes.badge("helper");
            end
            """;

    @Test
    void readsWhatIsOnTheLists() {
        var result = read(GOOD);

        assertThat(findings(GOOD)).isEmpty();
        var source = result.rulebooks().stream()
                .filter(r -> r.rulebook().equals("rewards"))
                .findFirst()
                .orElseThrow();
        var rule = source.rules().stream()
                .filter(r -> r.file().endsWith("trial.drl"))
                .findFirst()
                .orElseThrow();
        assertThat(rule.priority()).isEqualTo(5);
        assertThat(rule.why()).isEqualTo("to be tried");
        assertThat(rule.eventTypes()).containsExactly("run.finished");
        assertThat(rule.conditions()).hasSize(5);
        assertThat(source.aggregates()).contains(Aggregate.count("run.finished", "7d"));
        assertThat(source.drl())
                .contains("rule \"rules/rewards/trial.drl#Long runs of regulars\" salience 5")
                .doesNotContain("a comment");
    }

    @Test
    void refusesWhatIsNot() {
        for (var change : List.of(
                new String[] {"number(\"km\")", "number(\"kilograms\")"},
                new String[] {"number(\"km\") >= 10.5", "number(\"km\") >= \"x\""},
                new String[] {"type ==", "type.length() > 3, type =="},
                new String[] {"type ==", "class != null, type =="},
                new String[] {"level == \"regular\"", "level matches \"(a+)+\""},
                new String[] {"level == \"regular\"", "level == new String(\"x\")"},
                new String[] {"level == \"regular\"", "(String) level == \"x\""},
                new String[] {"\"7d\"", "\"7 days\""},
                new String[] {"run.finished\", \"7d\"", "nothing\", \"7d\""},
                new String[] {"not Segments(in(\"lost\"))", "forall(Segments(in(\"lost\")))"},
                new String[] {"\"helper\"", "\"unknown\""},
                new String[] {"\"helper\"", "\"help\" + \"er\""},
                new String[] {"outcomes.badge", "outcomes.toString(); outcomes.badge"},
                new String[] {"outcomes.badge(\"helper\");", "if (true) { outcomes.badge(\"helper\"); }"},
                new String[] {"outcomes.badge(\"helper\");", "update($event);"},
                new String[] {"salience 5", "salience ($event.number(\"km\"))"},
                new String[] {"salience 5", "agenda-group \"x\""},
                new String[] {"// why: to be tried\n", ""})) {
            var text = GOOD.replace(change[0], change[1]);
            assertThat(text).isNotEqualTo(GOOD);
            assertThat(findings(text)).as(change[1]).anyMatch(Finding::isError);
        }
    }

    @Test
    void takesARulebookOfMoreRulesThanOneFileMayHold() {
        var two = Shipped.files()
                .with(ContentFile.of("rules/rewards/trial.drl", many("One", 300)))
                .with(ContentFile.of("rules/rewards/trial-2.drl", many("Two", 300)));

        assertThat(RuleReader.read(two).findings()).noneMatch(Finding::isError);
        assertThat(findings(many("One", 501))).singleElement().satisfies(found -> assertThat(found.message())
                .contains("at most 500 rules"));
    }

    private static String many(String name, int rules) {
        return IntStream.range(0, rules)
                .mapToObj(n -> GOOD.replace("Long runs of regulars", name + " " + n))
                .collect(Collectors.joining());
    }

    private static List<Finding> findings(String text) {
        return read(text).findings().stream()
                .filter(f -> f.file().endsWith("trial.drl"))
                .toList();
    }

    private static RuleReader.Result read(String text) {
        return RuleReader.read(Shipped.files().with(ContentFile.of("rules/rewards/trial.drl", text)));
    }
}
