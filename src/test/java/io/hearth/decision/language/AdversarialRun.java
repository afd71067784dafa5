package io.hearth.decision.language;

import io.hearth.content.ContentFile;
import io.hearth.content.ContentFiles;
import io.hearth.content.Finding;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Reads every hostile file of a folder in a process of its own and prints a line for each: name, verdict, milliseconds, first finding. The
 * names that the files use stand for the product's own ones and are put in here.
 */
final class AdversarialRun {

    private static final String CATALOGUE = """
            eventTypes:
              purchase: {data: {amount: number}}
              refund: {}
            badges: {vip: {}, x: {}, y: {}, 测试-金卡: {}}
            caseKinds: {trial: {}}
            attributes: {name: text, level: text, points: number}
            rulebooks: {trial: {outcomes: [points, badge, case]}}
            """;
    private static final String VOCABULARY = """
            [when] level-is
            en: the level is {level:text}
            zh: 会员等级是{level:text}
            means: member.text('level') = {level}
            example: the level is "gold"

            [when] more-points
            en: member has more than {n:whole} points
            zh: 积分多于{n:whole}
            means: member.number('points') > {n}
            example: member has more than 5 points

            [when] name-is
            en: name is {name:text}
            zh: 名字是{name:text}
            means: member.text('name') = {name}
            example: name is "anna"

            [then] tag
            en: tag {t:text}
            zh: 标记{t:text}
            means: openCase('trial', 'low', {t})
            example: tag "vip"

            [then] grant
            en: grant {n:whole} points
            zh: 奖励{n:whole}积分
            means: award({n}, 'trial')
            example: grant 10 points
            """;
    private static final String HEADER = "why: trial\nowner: tests\nhow often: once\n";

    private AdversarialRun() {}

    public static void main(String[] arguments) throws IOException {
        var output = new StringBuilder();
        warmUp();
        try (var paths = Files.list(Path.of(arguments[0]))) {
            for (var path : paths.sorted().toList()) {
                var name = path.getFileName().toString();
                if (!name.endsWith(".expect.txt") && !name.equals("catalog.dsl")) {
                    output.append(verdict(path, name)).append('\n');
                }
            }
        }
        output.append("canary\t").append(System.getProperty("adv")).append('\n');
        Files.writeString(Path.of(arguments[1]), output);
    }

    /** The parsers are loaded before anything is timed. */
    static void warmUp() {
        read(
                "first.drl",
                "rule \"first\" when Event() then outcomes.badge(\"x\"); end".getBytes(StandardCharsets.UTF_8));
    }

    /** A file as if it stood among the rules. */
    static RuleReader.Result read(String name, byte[] bytes) {
        return RuleReader.read(ContentFiles.of(
                ContentFile.of(Catalogue.FILE, CATALOGUE),
                ContentFile.of(Vocabulary.FILE, VOCABULARY),
                new ContentFile("rules/trial/" + name, bytes)));
    }

    private static String verdict(Path path, String name) throws IOException {
        var bytes = fitted(name, Files.readAllBytes(path));
        long start = System.nanoTime();
        var findings = read(name, bytes).findings();
        long millis = (System.nanoTime() - start) / 1_000_000;
        boolean refused = findings.stream().anyMatch(Finding::isError);
        return String.join("\t", name, refused ? "refused" : "accepted", String.valueOf(millis), first(findings));
    }

    private static String first(List<Finding> findings) {
        return findings.isEmpty() ? "" : findings.get(0).toString().replaceAll("\\s+", " ");
    }

    /** The file with the product's own names. */
    static byte[] fitted(String name, byte[] bytes) throws IOException {
        if (name.endsWith(".xlsx")) {
            return name.startsWith("x00") || name.startsWith("x08") ? workbook(bytes) : bytes;
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return bytes;
        }
        if (name.endsWith(".drl")) {
            text = drl(text);
        } else if (name.endsWith(".dslr")) {
            text = text.replace("package mkt.rules.adv\n", "")
                    .replace("import mkt.model.Member\n", "")
                    .replace("expander catalog.dsl\n", "")
                    .replace("rule \"adv\"\n", "rule \"adv\"\n" + HEADER);
        } else if (name.startsWith("t00") || name.startsWith("t08")) {
            text = "why,trial\nowner,tests\nhow often,once\nrule,会员等级是{level},tag {t}\n"
                    + text.lines().skip(7).map(l -> "one," + l + "\n").reduce("", String::concat);
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String drl(String text) {
        return text.replace("mkt.rules.Actions actions", "io.hearth.decision.fact.Outcomes outcomes")
                .replace("mkt.rules.adv", "hearth.rules")
                .replace("mkt.model.", "io.hearth.decision.fact.")
                .replaceAll("actions\\.addTag\\(\\s*\\$m\\s*,", "outcomes.badge(")
                .replaceAll("actions\\.grantPoints\\(\\s*\\$m\\s*, *(\\d+)", "outcomes.award($1, \"trial\"")
                .replaceAll("actions\\.sendMessage\\(\\s*\\$m\\s*,", "outcomes.openCase(\"trial\", \"low\",")
                .replace(
                        "outcomes.badge( $m.getName().trim())",
                        "outcomes.awardFor(1, $m.number(\"points\"), \"trial\")")
                .replace("actions.", "outcomes.")
                .replaceAll("\\b(points|amount)( [><=]|\\b(?=[ ,;)]))(?! *\\()", "number(\"$1\")$2")
                .replaceAll("\\b(level|name) (==|!=)", "text(\"$1\") $2")
                .replaceAll("(?m)^(rule \")", "// why: trial\n// owner: tests\n// how often: once\n$1");
    }

    private static byte[] workbook(byte[] bytes) throws IOException {
        var changed = new ByteArrayOutputStream();
        try (var in = new ZipInputStream(new ByteArrayInputStream(bytes));
                var out = new ZipOutputStream(changed)) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                var content = in.readAllBytes();
                out.putNextEntry(new ZipEntry(entry.getName()));
                if (entry.getName().endsWith("sheet1.xml")) {
                    content = sheet(new String(content, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
                }
                out.write(content);
            }
        }
        return changed.toByteArray();
    }

    private static String sheet(String xml) {
        return xml.replaceAll("<row r=\"[45]\">.*?</row>", "")
                .replace("RuleSet", "why")
                .replace("mkt.rules.adv", "trial")
                .replace("Import", "owner")
                .replace("mkt.model.Member", "tests")
                .replace("RuleTable T", "how often")
                .replaceFirst("r=\"B3\" t=\"inlineStr\"><is><t></t>", "r=\"B3\" t=\"inlineStr\"><is><t>once</t>")
                .replaceAll("<row r=\"7\">.*?</row>", "")
                .replaceAll("<row r=\"6\">.*?</row>", row(6, "rule", "会员等级是{level}", "tag {t}"))
                .replaceAll("<row r=\"8\">.*?</row>", row(8, "one", "gold", "vip"));
    }

    private static String row(int number, String... cells) {
        var row = new StringBuilder("<row r=\"" + number + "\">");
        for (int i = 0; i < cells.length; i++) {
            row.append(
                    "<c r=\"" + (char) ('A' + i) + number + "\" t=\"inlineStr\"><is><t>" + cells[i] + "</t></is></c>");
        }
        return row + "</row>";
    }
}
