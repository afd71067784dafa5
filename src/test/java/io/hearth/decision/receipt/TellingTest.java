package io.hearth.decision.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.HearthTest;
import io.hearth.content.ContentFile;
import io.hearth.content.Releases;
import io.hearth.decision.Explanation;
import io.hearth.decision.Outcome;
import io.hearth.decision.Receipt;
import io.hearth.decision.Receipts;
import io.hearth.decision.Rule;
import io.hearth.decision.language.Personas;
import io.hearth.decision.language.RuleReader;
import io.hearth.platform.Ids;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What a rule saw is told as one would tell the member, now and for the past, in both languages. */
@HearthTest
class TellingTest {

    private static final ZonedDateTime NOW = ZonedDateTime.parse("2026-03-14T09:00:00+08:00");

    /** Half way: some of what rules ask for holds for this one, some doesn't. */
    private static final String SOMEBODY = """
            {"now": "2026-03-14T09:00:00+08:00",
             "member": {"level": "regular", "joined": "2026-01-02", "points": 120, "segments": ["contributor"],
                        "language": "zh", "attributes": {"city": "Hangzhou"}},
             "activity": {"post.created": {"today": 1, "7d": 2, "ever": 12}, "order.paid": {"last": 120, "days": {"ever": 3}},
                          "*": {"last": 1}},
             "event": {"type": "post.created", "data": {"text": "早上好"}}}
            """;

    @Autowired
    private Releases releases;

    @Autowired
    private Receipts receipts;

    @Autowired
    private ReceiptController controller;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void tellsWhatIsNowAndWhatIsNeeded() {
        assertTold(
                "the member posted at least 3 times in the last 7 days",
                "还需要：您最近 7 天内发帖至少3次；目前：2 次。",
                "Still needed: you posted at least 3 times in the last 7 days. Now: 2 times.");
        assertTold("成员至少有 100 积分", "您至少有100积分（目前：120 积分）。", "You have at least 100 points (now: 120 points).");
        assertTold("the member just bought", "还需要：您刚刚下单付款；目前：发帖。", "Still needed: you just bought. Now: posted.");
        assertTold(
                "the member's level is at least Pacer",
                "还需要：您的等级至少是配速员；目前：常跑者。",
                "Still needed: your level is at least Pacer. Now: Regular.");
        assertTold(
                "the member last bought within 90 days",
                "还需要：您上次下单付款不超过90 天；目前：120 天。",
                "Still needed: you last bought within 90 days. Now: 120 days.");
        assertTold("the membership is active", "您的成员资格是正式。", "Your membership is active.");
        assertTold("the member is in the segment Contributors", "您属于分群贡献者。", "You are in the segment Contributors.");
        assertTold("today is Monday", "还需要：今天是周一；目前：周六。", "Still needed: today is Monday. Now: Saturday.");
        assertTold(
                "the member joined at least 1 year ago",
                "还需要：您加入至少1 年；目前：71 天。",
                "Still needed: you joined at least 1 year ago. Now: 71 days.");
        assertTold(
                "the event's text mentions \"优惠\"",
                "还需要：事件的内容提到\"优惠\"。",
                "Still needed: the event's text mentions \"优惠\".");
    }

    @Test
    void tellsWhatMustNotBeAndWhatOneMayChoose() {
        assertTold(
                "not: the member has ever bought", "不应有这种情况：您曾经下单付款。", "It must not be so that you have ever bought.");
        assertTold("并非：今天是周一", "没有这种情况：今天是周一（目前：周六）。", "It is not so that today is Monday (now: Saturday).");
        assertTold(
                "any of:\n- the member has at least 500 points\n- not: today is at the weekend\n- 成员今天发帖至少 1 次",
                "至少符合一项：您至少有500积分（目前：120 积分）；并非今天是周末（目前：周六）；您今天发帖至少1次（目前：1 次）。",
                "At least one of these is so: you have at least 500 points (now: 120 points); it is not so that today is at"
                        + " the weekend (now: Saturday); you posted at least 1 times today (now: 1 time).");
        assertTold(
                "none of:\n- the member has at least 100 points",
                "不应有这些情况：您至少有100积分（目前：120 积分）。",
                "None of these may be so: you have at least 100 points (now: 120 points).");
    }

    /** No sign of the machine is left in what is told of any rule that is shipped. */
    @Test
    void tellsEveryConditionOfEveryRule() {
        var files = releases.live().files();
        var facts = Personas.read(SOMEBODY, NOW, files);

        var told = RuleReader.read(files).rulebooks().stream()
                .flatMap(rulebook -> rulebook.rules().stream())
                .flatMap(rule -> ToldCondition.of(rule, Explanation.of(rule, facts), false).stream())
                .toList();

        assertThat(told).hasSizeGreaterThan(100).allSatisfy(condition -> {
            assertThat(condition.text().get("en"))
                    .doesNotContain("the member", "≥", "≤", "∈", "true", "false", "null", "–", "not (")
                    .doesNotContainPattern("[a-z]+\\.[a-z]+[^.]")
                    .endsWith(".");
            assertThat(condition.text().get("zh"))
                    .doesNotContain("≥", "≤", "∈", "true", "false", "null", " or ", " and ", "–")
                    .endsWith("。");
        });
    }

    @Test
    void tellsTheSameOfThePast() {
        var files = releases.live().files();
        var rule = RuleReader.read(files).rulebooks().stream()
                .flatMap(rulebook -> rulebook.rules().stream())
                .filter(one -> one.name().equals("A post earns 5 points, for three posts a day"))
                .findFirst()
                .orElseThrow();
        var seen = Explanation.of(rule, Personas.read(SOMEBODY, NOW, files));
        var receipt = new Receipt(
                Ids.next(),
                releases.live().hash(),
                ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50),
                "running-club",
                "7-1",
                "rewards",
                rule.id(),
                seen,
                List.of(new Outcome.GiveBadge("helper"), new Outcome.SetLevel("regular")),
                Instant.parse("2026-03-14T01:00:00Z"));
        transaction.executeWithoutResult(status -> receipts.store(List.of(receipt)));

        var told = controller.find(receipt.id().toString());

        assertThat(told.seen())
                .extracting(one -> one.text().get("en"))
                .containsExactly(
                        "You just posted.",
                        "Your membership is active.",
                        "You posted at most 3 times today (then: 1 time).");
        assertThat(told.seen())
                .extracting(one -> one.text().get("zh"))
                .containsExactly("您刚刚发帖。", "您的成员资格是正式。", "您今天发帖至多3次（当时：1 次）。");
        assertThat(told.outcomes())
                .extracting(outcome -> outcome.get("text"))
                .containsExactly(
                        Map.of("zh", "获得徽章“热心答友”", "en", "The badge \"Helper\""),
                        Map.of("zh", "等级变为“常跑者”", "en", "The level \"Regular\""));
    }

    private void assertTold(String condition, String zh, String en) {
        var rule = rule(condition);
        var told = ToldCondition.of(
                rule,
                Explanation.of(
                        rule, Personas.read(SOMEBODY, NOW, releases.live().files())),
                false);
        assertThat(told.get(told.size() - 1).text()).isEqualTo(Map.of("zh", zh, "en", en));
    }

    private Rule rule(String condition) {
        var file = ContentFile.of("rules/rewards/told.dslr", """
                rule "told"
                why: to be told
                owner: tests
                how often: once
                when
                    the member just posted
                    %s
                then
                    give the badge Helper
                end
                """.formatted(condition));
        return RuleReader.read(releases.live().files().with(file)).rulebooks().stream()
                .flatMap(rulebook -> rulebook.rules().stream())
                .filter(one -> one.name().equals("told"))
                .findFirst()
                .orElseThrow();
    }
}
