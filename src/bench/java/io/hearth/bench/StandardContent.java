package io.hearth.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * The standard 200 rules: 100 rewards, 60 segments and 40 escalations, always the same. An event whose amount is below
 * {@link #FIRST_AWARD} has no outcome; one above it fires exactly one reward rule, worth {@link #points}.
 */
public final class StandardContent {

    public static final int TYPES = 20;
    public static final int BANDS = 5;
    public static final int FIRST_AWARD = 1_000;
    public static final String COMMUNITY = "bench";

    /** How many rules of the other two kinds; more of them only where a benchmark asks for it. */
    private static final int SEGMENTS = (Integer.getInteger("hearth.bench.rules", 200) - TYPES * BANDS) * 3 / 5;

    private static final int ESCALATIONS = (Integer.getInteger("hearth.bench.rules", 200) - TYPES * BANDS) * 2 / 5;

    private static final int MOST_IN_A_FILE = 150;
    private static final long SEED = 20_260_314;

    private StandardContent() {}

    public static String type(int number) {
        return "act" + number + ".done";
    }

    public static List<String> types() {
        var types = new ArrayList<String>();
        for (int i = 0; i < TYPES; i++) {
            types.add(type(i));
        }
        return types;
    }

    /** What the rule for this type and band awards. */
    public static int points(int type, int band) {
        return 1 + (type * BANDS + band) % 17;
    }

    static void write(Path content) throws IOException {
        var rules = content.resolve("rules");
        write(rules.resolve("catalogue.yaml"), catalogue());
        write(rules.resolve("vocabulary.dsl"), packed("vocabulary.dsl"));
        write(rules.resolve("rewards/standard.dslr"), rewards(new Random(SEED)));
        writeInParts(rules.resolve("segments"), segments(new Random(SEED + 1)));
        writeInParts(rules.resolve("escalations"), escalations(new Random(SEED + 2)));
        Files.createDirectories(content.resolve("bpmn"));
        Files.createDirectories(content.resolve("templates"));
    }

    private static String packed(String file) throws IOException {
        try (var packed = Objects.requireNonNull(StandardContent.class.getResourceAsStream("/content/rules/" + file))) {
            return new String(packed.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** No file grows longer than people would have it. */
    private static void writeInParts(Path folder, String rules) throws IOException {
        var each = List.of(rules.split("(?<=\nend\n\n)"));
        for (int from = 0; from < each.size(); from += MOST_IN_A_FILE) {
            var name = from == 0 ? "standard.dslr" : "standard-" + (from / MOST_IN_A_FILE + 1) + ".dslr";
            write(folder.resolve(name), String.join("", each.subList(from, Math.min(each.size(), from + MOST_IN_A_FILE))));
        }
    }

    /**
     * The catalogue that the server is packed with, which its vocabulary's examples speak of, and our own words. Points
     * reach no level, so that an award is what it is in the bare loop: one outcome.
     */
    private static String catalogue() throws IOException {
        var types = new StringBuilder("eventTypes:\n");
        for (int i = 0; i < TYPES; i++) {
            types.append("  %s:\n    name: {zh: 做了第%d件事, en: did act %d}\n".formatted(type(i), i, i));
            types.append("    data:\n      amount: {name: {zh: 金额, en: amount}, type: number}\n");
            types.append("      text: {name: {zh: 内容, en: text}, type: text}\n");
        }
        var segments = new StringBuilder("\nsegments:\n");
        for (int i = 0; i < SEGMENTS; i++) {
            segments.append("  seg%d: {name: {zh: 第%d分群, en: Segment %d}}\n".formatted(i, i, i));
        }
        return packed("catalogue.yaml")
                .replace("eventTypes:\n", types)
                .replace("\nsegments:\n", segments)
                .replaceAll(", from: \\d+}", "}");
    }

    private static String rewards(Random random) {
        var text = new StringBuilder();
        for (int type = 0; type < TYPES; type++) {
            for (int band = 0; band < BANDS; band++) {
                text.append(
                        """
                        rule "Reward %d of act %d"
                        why: a standard rule of the benchmark
                        owner: bench
                        how often: each time
                        when
                            the member just did act %d
                            the event's amount is at least %d
                            the event's amount is less than %d
                            the membership is active
                            the member did act %d at least 1 times in the last %d days
                            the member has fewer than 900000 points
                        then
                            award %d points for "act %d"
                        end

                        """
                                .formatted(
                                        band,
                                        type,
                                        type,
                                        FIRST_AWARD + band * 100,
                                        FIRST_AWARD + band * 100 + 100,
                                        type,
                                        7 + random.nextInt(20),
                                        points(type, band),
                                        type));
            }
        }
        return text.toString();
    }

    private static String segments(Random random) {
        var text = new StringBuilder();
        for (int i = 0; i < SEGMENTS; i++) {
            int type = random.nextInt(TYPES);
            int other = random.nextInt(TYPES);
            text.append(
                    """
                    rule "Segment rule %d"
                    why: a standard rule of the benchmark
                    owner: bench
                    when
                        the membership is active
                        the member did act %d at least %d times in the last %d days
                        the total amount is at least %d when the member did act %d in the last %d days
                    then
                        the member belongs to Segment %d
                    end

                    """
                            .formatted(
                                    i,
                                    type,
                                    100_000 + random.nextInt(1000),
                                    7 + random.nextInt(24),
                                    1_000_000 + random.nextInt(1000),
                                    other,
                                    7 + random.nextInt(24),
                                    i));
        }
        return text.toString();
    }

    private static String escalations(Random random) {
        var text = new StringBuilder();
        for (int i = 0; i < ESCALATIONS; i++) {
            int type = i % TYPES;
            text.append(
                    """
                    rule "Escalation rule %d"
                    why: a standard rule of the benchmark
                    owner: bench
                    when
                        the member just did act %d
                        the event's amount is more than %d
                        the member did act %d at least %d times in the last %d days
                    then
                        open a case of kind complaint with normal severity because "standard %d"
                    end

                    """
                            .formatted(
                                    i,
                                    type,
                                    1_000_000 + random.nextInt(1000),
                                    type,
                                    2 + random.nextInt(5),
                                    7 + random.nextInt(24),
                                    i));
        }
        return text.toString();
    }
}
