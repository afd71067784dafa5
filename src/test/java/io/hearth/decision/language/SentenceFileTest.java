package io.hearth.decision.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.content.ContentFile;
import io.hearth.content.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentenceFileTest {

    private static final String FILE = "rules/rewards/trial.dslr";

    @Test
    void mixesChineseAndEnglish() {
        var result = read("""
                规则 "Mixed 混合"
                为什么：试一试
                owner: tests
                频率：每天一次
                valid from: 2026-01-01
                valid to: 2026-12-31
                priority: -5
                stack: trial
                budget: 每月 1000 积分
                当
                    成员刚刚发帖
                    the member posted at least 3 times in the last 2 weeks
                    并且 成员的等级至少是 常跑者
                    any of:
                    - not: 今天是周末
                    - 时间在 22:00 到 6:00 之间
                那么
                    奖励 5 积分，原因“夜里发帖”
                end
                """);

        assertThat(result).noneMatch(f -> f.file().equals(FILE));
        var source = RuleReader.read(Shipped.files().with(ContentFile.of(FILE, MIXED)))
                .rulebooks();
        assertThat(source).isNotEmpty();
    }

    private static final String MIXED =
            "rule \"x\"\nwhy: y\nowner: z\nhow often: once\nwhen\nthe member just posted\nthen\naward 1 points for \"x\"\nend\n";

    @Test
    void namesFileLineAndWhatIsAllowed() {
        assertThat(read(rule("the member's level is Gold"))).anySatisfy(f -> assertThat(f.line() + " " + f.message())
                .startsWith("6 'Gold' is not a level")
                .contains("regular"));
        assertThat(read(rule("the member postd at least 3 times today"))).anySatisfy(f -> assertThat(f.message())
                .contains("'postd' is not an event type")
                .contains("post.created"));
        assertThat(read(rule("the member is a wizard")))
                .anySatisfy(f -> assertThat(f.message()).contains("No sentence").contains("nearest"));
        assertThat(read(rule("the event's amount is at least 3")))
                .anySatisfy(f -> assertThat(f.message()).contains("post.created has no field 'amount'"));
    }

    @Test
    void refusesCodeWhereverItStands() {
        for (var line : List.of(
                "> eval( true )",
                "the member has at least 5 ) eval( true ) points",
                "the event's text mentions \"a\\\" ) eval(\"",
                "the event's text mentions \"a{t}b\"",
                "the event's text mentions \"a\tb\"",
                "#/ debug display result",
                "the member just posted; System.exit(1)")) {
            assertThat(read(rule(line))).as(line).anyMatch(f -> f.isError() && f.line() == 6);
        }
        assertThat(read("import java.io.File;\n" + rule("the membership is active")))
                .anyMatch(f -> f.line() == 1);
    }

    @Test
    void keepsOutcomesToTheirRulebooks() {
        var findings = RuleReader.read(Shipped.files()
                        .with(ContentFile.of("rules/segments/trial.dslr", rule("the membership is active"))))
                .findings();

        assertThat(findings).anySatisfy(f -> assertThat(f.message()).contains("may not ask for points"));
    }

    @Test
    void wantsWholeRules() {
        assertThat(read("rule \"x\"\nwhen\n    the member just posted\nthen\n    award 5 points for \"x\"\nend\n"))
                .extracting(Finding::message)
                .anyMatch(m -> m.contains("'why"))
                .anyMatch(m -> m.contains("'how often"));
        assertThat(read(rule("the member just posted").replace("end\n", "")))
                .anyMatch(f -> f.message().contains("not closed"));
        assertThat(read(rule("the member just posted") + rule("the member just posted")))
                .anyMatch(f -> f.message().contains("two rules"));
        assertThat(read(rule("the member just posted").replace("how often: once", "how often: twice")))
                .anyMatch(f -> f.message().contains("once a day"));
        assertThat(read(rule("the member just posted").replace("how often: once", "how often: once\npriority: 1001")))
                .anyMatch(f -> f.message().contains("-1000 to 1000"));
    }

    private static String rule(String condition) {
        return "rule \"x\"\nwhy: y\nowner: z\nhow often: once\nwhen\n    " + condition
                + "\n    the member just posted\nthen\n    award 5 points for \"x\"\nend\n";
    }

    private static List<Finding> read(String text) {
        return RuleReader.read(Shipped.files().with(ContentFile.of(FILE, text))).findings().stream()
                .filter(f -> f.file().equals(FILE))
                .toList();
    }
}
