package io.hearth.decision.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.content.ContentFile;
import io.hearth.content.ContentFiles;
import io.hearth.decision.analysis.RuleFinding.Kind;
import io.hearth.decision.analysis.RuleFinding.Weight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnalysisTest {

    private static final ContentFiles SHIPPED = shipped();

    @Test
    void findsNothingInWhatIsShipped() {
        assertThat(Analysis.of(SHIPPED).findings()).isEmpty();
        assertThat(Analysis.of(SHIPPED).costs()).hasSizeGreaterThan(30).allSatisfy(cost -> assertThat(cost.steps())
                .isPositive());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the member just posted\nthe member has never posted",
                "成员刚刚发帖\n成员最近 7 天内没有发帖",
                "the member just finished a run\nthe event's kilometres is at least 10\nthe event's kilometres is less than 8",
                "the member just bought\nthe member bought at least 5 times today\n成员最近 30 天内下单付款至多 3 次",
                "成员刚刚完成跑步\n成员连续完成跑步至少 7 天\nthe member finished a run on at most 5 different days in the last 30 days",
                "the member just posted\n成员的等级至少是配速员\n成员的等级低于常跑者",
                "成员刚刚发帖\n今天是周末\n今天是周三",
                "the member just posted\nit is 2026-07-01 or later\n日期早于 2026-06-01",
                "the member just posted\nnone of:\n- the member's level is at least Newcomer\n- the member's level is below Captain",
                "成员刚刚下单付款\nthe member last bought at least 3 days ago",
                "the member just posted\nthe time is between 06:00 and 08:00\n时间在 20:00 到 22:00 之间",
                "成员刚刚写评价\nthe event's text mentions any of the negative words\n并非：事件的内容提到任一负面词",
                "the member just bought\nthe member was active on at most 0 different days in the last 30 days",
            })
    void findsRulesThatNeverFire(String conditions) {
        var conditionsKnown = conditions.replace(
                "the member was active on at most 0 different days in the last 30 days",
                "not: the member was active on at least 1 different days in the last 30 days");
        assertFinds(
                Kind.NEVER_FIRES,
                Weight.MUST_FIX,
                rewards(rule("planted", conditionsKnown, "award 5 points for \"x\"")));
    }

    @Test
    void findsRulesThatCanNeverWinOrPay() {
        assertFinds(
                Kind.NEVER_FIRES,
                Weight.MUST_FIX,
                rewards(rule("small", "成员刚刚发帖\n成员今天发帖至少 2 次", "award 5 points for \"x\"", "stack: post")
                        + rule("great", "the member just posted", "award 8 points for \"x\"", "stack: post")));
        assertFinds(
                Kind.NEVER_FIRES,
                Weight.MUST_FIX,
                rewards(rule("dear", "成员刚刚发帖", "award 500 points for \"x\"", "预算：每天 100 积分")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the member has at least 0 points",
                "以下任一：\n- 成员属于分群 贡献者\n- 并非：成员属于分群 贡献者",
                "not: the member bought on at least 8 different days in the last 7 days",
                "any of:\n- the member has fewer than 100 points\n- 成员至少有 100 积分",
                "any of:\n- the member's level is at least Newcomer\n- the member's level is below Regular",
            })
    void findsRulesThatAlwaysFire(String conditions) {
        assertFinds(Kind.ALWAYS_FIRES, Weight.WORTH_A_LOOK, rewards(rule("planted", conditions, "授予徽章 热心答友")));
        assertThat(Analysis.of(rewards(rule("planted", conditions, "award 5 points for \"x\"")))
                        .findings())
                .anySatisfy(finding -> {
                    assertThat(finding.kind()).isEqualTo(Kind.ALWAYS_FIRES);
                    assertThat(finding.weight()).isEqualTo(Weight.MUST_FIX);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the member just posted\n成员今天发帖至少 1 次",
                "成员刚刚下单付款\n成员曾经下单付款",
                "the member just bought\nthe event's amount is at least 100\n事件的金额至少是 50",
                "成员刚刚完成跑步\n以下任一：\n- 成员至少有 50 积分\n- the member finished a run at most 0 times today",
            })
    void findsSentencesThatMakeNoDifference(String conditions) {
        assertFinds(
                Kind.IDLE_SENTENCE,
                Weight.WORTH_A_LOOK,
                rewards(rule("planted", conditions, "award 5 points for \"x\"")));
    }

    @Test
    void findsRulesThatContradictEachOther() {
        assertFinds(
                Kind.CONTRADICTION,
                Weight.MUST_FIX,
                rewards(rule(
                                        "one",
                                        "the member just bought\nthe event's amount is at least 100",
                                        "the level becomes Pacer")
                                + rule("other", "成员刚刚下单付款\n事件的金额大于 150", "等级变为领跑者"))
                        .without("rules/rewards/levels.csv"));
        assertFinds(
                Kind.CONTRADICTION,
                Weight.WORTH_A_LOOK,
                in(
                        "check-ins",
                        rule("one", "the member posted at most 2 times in the last 7 days", "the answer is all well")
                                + rule("other", "成员最近 7 天内评论至多 1 次", "回答是需要问候")));
        assertFinds(
                Kind.CONTRADICTION,
                Weight.WORTH_A_LOOK,
                in(
                        "escalations",
                        rule("one", "成员刚刚投诉", "开启投诉工单，级别中，原因“一”")
                                + rule(
                                        "other",
                                        "the member just complained\n成员最近 30 天内投诉至少 2 次",
                                        "open a case of kind complaint with high severity because \"two\"")));
        assertFinds(
                Kind.CONTRADICTION,
                Weight.WORTH_A_LOOK,
                rewards(rule(
                                "one",
                                "the member just posted\nthe member posted for the first time",
                                "award 5 points for \"first\"")
                        + rule("other", "成员刚刚发帖\n成员总共发帖至多 1 次", "奖励 8 积分，原因“first”")));
    }

    @Test
    void findsRulesThatRepeatEachOther() {
        assertFinds(
                Kind.REPETITION,
                Weight.WORTH_A_LOOK,
                in(
                        "segments",
                        rule(
                                        "one",
                                        "the member posted at least 5 times in the last 30 days",
                                        "the member belongs to Lost members")
                                + rule("other", "成员最近 7 天内发帖至少 6 次", "成员归入 流失成员")));
        assertFinds(
                Kind.REPETITION,
                Weight.WORTH_A_LOOK,
                rewards(rule(
                                "one",
                                "the member just posted\nthe member posted for the first time",
                                "award 5 points for \"first\"")
                        + rule("other", "成员刚刚发帖\n成员总共发帖至多 1 次", "奖励 5 积分，原因“first”")));
        assertFinds(
                Kind.REPETITION,
                Weight.WORTH_A_LOOK,
                rewards(rule(
                                "one",
                                "the member just finished a run\nthe member finished a run at least 10 days in a row",
                                "give the badge Ambassador")
                        + rule(
                                "other",
                                "成员刚刚完成跑步\nany of:\n- 成员连续完成跑步至少 12 天\n- the member finished a run exactly 10 days in a row",
                                "授予徽章 推广大使")));
    }

    @Test
    void findsRulesThatSetEachOtherOff() {
        // points → level → points
        assertFinds(Kind.LOOP, Weight.MUST_FIX, rewards(rule("level bonus", "成员刚刚等级变化", "奖励 200 积分，原因“升级”")));
        assertFinds(
                Kind.LOOP,
                Weight.MUST_FIX,
                rewards(rule(
                        "bonus on points",
                        "the member just was awarded points\n成员至少有 50 积分",
                        "award 1 points for \"interest\"")));
        assertFinds(
                Kind.LOOP,
                Weight.MUST_FIX,
                rewards(rule("badge", "成员刚刚收到消息", "授予徽章 热心答友")
                        + rule("message", "the member just was given a badge", "send the message rewards/level-up")));
        assertFinds(
                Kind.LOOP,
                Weight.MUST_FIX,
                in("segments", rule("in and out", "并非：成员属于分群 流失成员", "the member belongs to Lost members")));
        assertFinds(
                Kind.LOOP,
                Weight.WORTH_A_LOOK,
                rewards(rule("bonus", "the member just entered a segment", "award 300 points for \"entering\""))
                        .with(ContentFile.of(
                                "rules/segments/planted.dslr", rule("rich", "成员至少有 300 积分", "成员归入 流失成员"))));
    }

    @Test
    void findsGapsAndOverlapsInTables() {
        var header = "why,x\nowner,x\nhow often,each time\n";
        assertFinds(
                Kind.GAP,
                Weight.WORTH_A_LOOK,
                table(header
                        + "rule,the member just {event},the event's {field} is at least {n},the event's {field} is less than {n},award {n} points for {reason}\n"
                        + "small,bought,amount|100,amount|200,10|spent\n"
                        + "large,bought,amount|250,amount|900,20|spent\n"));
        assertFinds(
                Kind.GAP,
                Weight.WORTH_A_LOOK,
                table(header
                        + "规则,成员刚刚{event},成员{period}{event}至少{n}次,成员{period}{event}至多{n}次,奖励{n}积分，原因{reason}\n"
                        + "一,发帖,今天|发帖|1,今天|发帖|3,10|发帖\n"
                        + "二,发帖,今天|发帖|5,今天|发帖|9,20|发帖\n"));
        assertFinds(
                Kind.GAP,
                Weight.WORTH_A_LOOK,
                table(header
                        + "rule,the member just {event},the event's {field} is at least {n},the event's {field} is at most {n},award {n} points for {reason}\n"
                        + "a,finished a run,kilometres|1,kilometres|5,1|run\n"
                        + "b,finished a run,kilometres|6,kilometres|10,2|run\n"
                        + "c,finished a run,kilometres|10.5,,3|run\n"));
        assertFinds(
                Kind.OVERLAP,
                Weight.WORTH_A_LOOK,
                table(header
                        + "rule,the member just {event},the event's {field} is at least {n},award {n} points for {reason}\n"
                        + "small,bought,amount|100,10|spent\n"
                        + "large,bought,amount|500,50|spent\n"));
        assertFinds(
                Kind.OVERLAP,
                Weight.WORTH_A_LOOK,
                table(header
                        + "规则,成员刚刚{event},成员{period}{event}至少{n}次,成员{period}{event}至多{n}次,奖励{n}积分，原因{reason}\n"
                        + "一,发帖,今天|发帖|1,今天|发帖|3,10|发帖\n"
                        + "二,发帖,今天|发帖|3,今天|发帖|9,20|发帖\n"));
        assertFinds(
                Kind.OVERLAP,
                Weight.WORTH_A_LOOK,
                table(header
                        + "rule,the member just {event},the event's {field} is at least {n},the event's {field} is at most {n},award {n} points for {reason}\n"
                        + "a,finished a run,kilometres|1,kilometres|6,1|run\n"
                        + "b,finished a run,kilometres|5,kilometres|10,2|run\n"));
    }

    @Test
    void leavesBandsThatMeetAlone() {
        var files = table("why,x\nowner,x\nhow often,each time\n"
                + "rule,the member just {event},the event's {field} is at least {n},the event's {field} is less than {n},award {n} points for {reason}\n"
                + "a,bought,amount|0,amount|100,1|spent\n"
                + "b,bought,amount|100,amount|500,2|spent\n"
                + "c,bought,amount|500,,3|spent\n");

        assertThat(Analysis.of(files).findings()).isEmpty();
    }

    @Test
    void findsUnknownTypesOfEvents() {
        assertFinds(
                Kind.UNKNOWN_EVENT,
                Weight.MUST_FIX,
                rewards(rule("planted", "the member just danced", "award 5 points for \"x\"")));
        assertFinds(
                Kind.UNKNOWN_EVENT, Weight.MUST_FIX, rewards(rule("planted", "成员刚刚跳舞", "award 5 points for \"x\"")));
        assertFinds(
                Kind.UNKNOWN_EVENT,
                Weight.MUST_FIX,
                rewards(rule("planted", "the member just posted\n成员最近 7 天内游泳至少 3 次", "award 5 points for \"x\"")));
        assertFinds(
                Kind.UNKNOWN_EVENT, Weight.MUST_FIX, SHIPPED.with(ContentFile.of("rules/rewards/planted.drl", """
                        // why: x
                        // owner: x
                        // how often: once
                        rule "planted"
                        when
                            Facts(event.type == "post.craeted")
                        then
                            outcomes.badge("helper");
                        end
                        """)));
    }

    @Test
    void findsSegmentsThatNobodyUses() {
        for (var segment :
                List.of("night-owls: {name: {zh: 夜跑者, en: Night owls}}", "quiet: {name: {zh: 安静的人, en: Quiet ones}}")) {
            assertFinds(
                    Kind.UNUSED_SEGMENT,
                    Weight.WORTH_A_LOOK,
                    catalogue("\nsegments:\n", "\nsegments:\n  " + segment + "\n"));
        }
        var decided = catalogue("\nsegments:\n", "\nsegments:\n  night-owls: {name: {zh: 夜跑者, en: Night owls}}\n")
                .with(ContentFile.of("rules/segments/planted.dslr", rule("owls", "成员最近 30 天内完成跑步至少 10 次", "成员归入 夜跑者")));
        assertFinds(Kind.UNUSED_SEGMENT, Weight.WORTH_A_LOOK, decided);
        var used = decided.with(ContentFile.of(
                "rules/rewards/planted.dslr", rule("owls earn", "成员刚刚发帖\n成员属于分群 夜跑者", "奖励 5 积分，原因“夜跑”")));
        assertThat(Analysis.of(used).findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the member was active on at least 100 different days in the last 3000 days\nthe member posted at least 900 times in the last 3650 days\nthe member shared at least 900 times in the last 3650 days",
                "成员最近 3000 天内发帖至少 900 次\n成员最近 3000 天内评论至少 900 次\n成员最近 3000 天内分享至少 900 次",
                "以下都不：\n- 成员最近 3600 天内至少有 100 天完成跑步\n- 成员最近 3600 天内至少有 100 天活跃\n- 成员最近 3600 天内至少有 100 天发帖",
            })
    void findsRulesThatCostMuch(String conditions) {
        assertFinds(
                Kind.COSTLY,
                Weight.WORTH_A_LOOK,
                in("segments", rule("planted", conditions, "the member belongs to Lost members")));
    }

    /** The plant is found, it is all that is found, and it is told in both languages with file and line. */
    private static void assertFinds(Kind kind, Weight weight, ContentFiles files) {
        var findings = Analysis.of(files).findings();
        assertThat(findings)
                .as(String.join("\n", findings.stream().map(RuleFinding::en).toList()))
                .isNotEmpty()
                .extracting(finding -> finding.kind() + " " + finding.weight())
                .containsOnly(kind + " " + weight);
        assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.file()).matches("rules/.*(planted.*|catalogue.yaml)");
            assertThat(finding.line()).isPositive();
            assertThat(finding.zh()).isNotBlank().isNotEqualTo(finding.en());
        });
    }

    private static ContentFiles rewards(String rules) {
        return in("rewards", rules);
    }

    private static ContentFiles in(String rulebook, String rules) {
        return SHIPPED.with(ContentFile.of("rules/" + rulebook + "/planted.dslr", rules));
    }

    private static ContentFiles table(String csv) {
        return SHIPPED.with(ContentFile.of("rules/rewards/planted.csv", csv));
    }

    private static ContentFiles catalogue(String old, String now) {
        var text = SHIPPED.find("rules/catalogue.yaml").orElseThrow().text();
        return SHIPPED.with(ContentFile.of("rules/catalogue.yaml", text.replace(old, now)));
    }

    private static String rule(String name, String conditions, String outcome, String... header) {
        return "rule \"%s\"\nwhy: a plant\nowner: test\n%s%swhen\n%s\nthen\n%s\nend\n\n"
                .formatted(
                        name,
                        outcome.contains("belongs to")
                                        || outcome.contains("归入")
                                        || outcome.contains("answer")
                                        || outcome.contains("回答")
                                ? ""
                                : "how often: each time\n",
                        header.length == 0 ? "" : String.join("\n", header) + "\n",
                        conditions,
                        outcome);
    }

    private static ContentFiles shipped() {
        return ContentFiles.of(Stream.of("rules", "bpmn", "templates")
                .flatMap(folder -> {
                    try (var paths = Files.walk(Path.of(folder))) {
                        return paths.filter(Files::isRegularFile).toList().stream();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .map(path -> {
                    try {
                        return new ContentFile(path.toString(), Files.readAllBytes(path));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList());
    }
}
