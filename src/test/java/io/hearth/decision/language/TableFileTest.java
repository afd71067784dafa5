package io.hearth.decision.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.content.ContentFile;
import io.hearth.content.Finding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;

class TableFileTest {

    private static final String HEAD = "why,to be tried\nowner,tests\nhow often,once\n";

    @Test
    void makesOneRuleOfEachRow() {
        var result = RuleReader.read(Shipped.files()
                .with(ContentFile.of(
                        "rules/rewards/trial.csv",
                        HEAD
                                + "规则,成员至少有{n}积分,the member {event} at least {n} times {period},the membership is {status},award {n} points for {reason}\n"
                                + "One,100,发帖|3|today,,5|first\nTwo,200,,active,10|second\n")));

        assertThat(result.findings()).noneMatch(f -> f.file().contains("trial"));
        var drl = result.rulebooks().stream()
                .filter(r -> r.rulebook().equals("rewards"))
                .findFirst()
                .orElseThrow()
                .drl();
        assertThat(drl)
                .contains("rewards.points >= 100")
                .contains("activity.countAtLeast(\"post.created\", \"today\", 3.0)")
                .contains("outcomes.award(10, \"second\")");
    }

    @Test
    void namesTheCell() {
        assertThat(
                        csv(
                                HEAD
                                        + "rule,the member's level is {level},award {n} points for {reason}\nOne,regular,5|x\nTwo,gold,5|x\n"))
                .anySatisfy(f -> assertThat(f.line() + f.message()).startsWith("6Cell B6: 'gold' is not a level"));
        assertThat(csv(HEAD + "rule,the member has at least {n} points,award {n} points for {reason}\nOne,=1+1,5|x\n"))
                .anySatisfy(f -> assertThat(f.message()).contains("Cell B5 looks like a formula"));
        assertThat(csv(HEAD + "rule,System.exit,award {n} points for {reason}\nOne,1,5|x\n"))
                .anySatisfy(f -> assertThat(f.message()).contains("Cell B4 is no title"));
        assertThat(
                        csv(
                                HEAD
                                        + "rule,the membership is {status},award {n} points for {reason}\nOne,active,\"5|x\"\"); System.exit(1);\"\n"))
                .anySatisfy(f -> assertThat(f.message()).contains("Cell C5"));
    }

    @Test
    void readsWorkbooks() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "Hearth", "1.0")) {
            var sheet = workbook.newWorksheet("rules");
            var rows = List.of(
                    List.of("why", "to be tried"),
                    List.of("owner", "tests"),
                    List.of("how often", "once"),
                    List.of("rule", "the member has at least {n} points", "the level becomes {level}"),
                    List.of("One", 100, "常跑者"));
            for (int r = 0; r < rows.size(); r++) {
                for (int c = 0; c < rows.get(r).size(); c++) {
                    var value = rows.get(r).get(c);
                    if (value instanceof Integer number) {
                        sheet.value(r, c, number);
                    } else {
                        sheet.value(r, c, (String) value);
                    }
                }
            }
        }

        var result =
                RuleReader.read(Shipped.files().with(new ContentFile("rules/rewards/trial.xlsx", bytes.toByteArray())));

        assertThat(result.findings()).noneMatch(f -> f.file().contains("trial"));
        assertThat(result.rulebooks()).anyMatch(r -> r.drl().contains("trial.xlsx#One"));
    }

    private static List<Finding> csv(String text) {
        return RuleReader.read(Shipped.files().with(ContentFile.of("rules/rewards/trial.csv", text)))
                .findings()
                .stream()
                .filter(f -> f.file().contains("trial"))
                .toList();
    }
}
