package io.hearth.decision.language;

import io.hearth.decision.Check;
import io.hearth.decision.Sentence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code .dslr} file: rules of a header, {@code when} and {@code then}. Every line must be one that is known; there is no way to pass
 * anything else through.
 */
final class SentenceFile {

    static final int MOST_RULES = 500;
    private static final int LONGEST_LINE = 500;
    private static final int MOST_CONDITIONS = 20;
    private static final int MOST_OUTCOMES = 10;

    static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} .,:;!?'%+/()&，。：；！？、（）《》·—–-]{0,99}");
    private static final Pattern RULE = Pattern.compile("(?:rule|规则)\\s*[\"“「](.*)[\"”」]");
    private static final Set<String> WHEN = Set.of("when", "当", "如果");
    private static final Set<String> THEN = Set.of("then", "那么", "则");
    private static final Set<String> END = Set.of("end", "结束", "完");
    private static final Pattern AND = Pattern.compile("^(?:and |并且|而且|且)");
    private static final Pattern NOT = Pattern.compile("^(?:not: ?|并非: ?)");
    private static final Pattern GROUP = Pattern.compile("(any of|none of|以下任一|以下都不):");

    private enum Place {
        OUTSIDE,
        HEADER,
        WHEN,
        THEN
    }

    private final Vocabulary vocabulary;
    private final Problems problems;
    private final List<RuleDraft> drafts = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private Place place = Place.OUTSIDE;
    private @Nullable RuleDraft draft;
    private @Nullable Group group;

    private record Group(String word, int line, List<Sentence> parts) {}

    private SentenceFile(Vocabulary vocabulary, Problems problems) {
        this.vocabulary = vocabulary;
        this.problems = problems;
    }

    static List<RuleDraft> read(byte[] bytes, Vocabulary vocabulary, Problems problems) {
        var file = new SentenceFile(vocabulary, problems);
        SourceText.read(bytes, problems).ifPresent(text -> {
            var lines = SourceText.lines(text);
            for (int i = 0; i < lines.size(); i++) {
                file.line(i + 1, lines.get(i).strip());
            }
            if (file.place != Place.OUTSIDE) {
                problems.error(lines.size(), "The last rule is not closed. Expected 'end'.");
            } else if (file.drafts.isEmpty() && !problems.hasErrors()) {
                problems.error(0, "There is no rule in this file.");
            }
        });
        return file.drafts;
    }

    private void line(int number, String line) {
        if (line.isEmpty() || line.startsWith("//")) {
            return;
        }
        if (line.length() > LONGEST_LINE) {
            problems.error(number, "A line has at most " + LONGEST_LINE + " characters.");
            return;
        }
        if (draft == null) {
            begin(number, line);
            return;
        }
        var rule = draft;
        switch (place) {
            case HEADER -> {
                if (WHEN.contains(line.toLowerCase(Locale.ROOT))) {
                    place = Place.WHEN;
                } else if (!rule.header.read(number, line)) {
                    problems.error(
                            number,
                            "Expected a header line or 'when', but found '" + shown(line) + "'. Header lines: "
                                    + Header.ALLOWED + ".");
                }
            }
            case WHEN -> when(number, line, rule);
            case THEN -> then(number, line, rule);
            case OUTSIDE -> throw new IllegalStateException("A rule is open");
        }
    }

    private void begin(int number, String line) {
        var start = RULE.matcher(line);
        if (!start.matches()) {
            problems.error(number, "Only rules stand here: 'rule \"its name\"'. Found '" + shown(line) + "'.");
            return;
        }
        var name = start.group(1);
        if (!NAME.matcher(name).matches()) {
            problems.error(
                    number,
                    "A rule's name has 1 to 100 letters, digits, spaces and plain signs, but not quotes, \\ or #.");
            name = "rule in line " + number;
        } else if (!names.add(name)) {
            problems.error(
                    number, "There are two rules named '" + name + "' in this file. Give each a name of its own.");
        }
        if (drafts.size() == MOST_RULES) {
            problems.error(number, "A file has at most " + MOST_RULES + " rules.");
        }
        draft = new RuleDraft(name, number, new Header(problems));
        place = Place.HEADER;
    }

    private void when(int number, String line, RuleDraft rule) {
        if (THEN.contains(line.toLowerCase(Locale.ROOT))) {
            closeGroup(rule);
            place = Place.THEN;
            return;
        }
        var plain = Wording.plain(line);
        var start = GROUP.matcher(plain.toLowerCase(Locale.ROOT));
        if (start.matches()) {
            closeGroup(rule);
            group = new Group(start.group(1), number, new ArrayList<>());
            return;
        }
        boolean dashed = plain.startsWith("- ")
                || plain.startsWith("-") && plain.length() > 1 && Wording.isChinese(plain.charAt(1));
        var text = dashed ? line.substring(1).strip() : line;
        if (!dashed) {
            closeGroup(rule);
        }
        var sentence = Understander.condition(number, text, AND, NOT, vocabulary, problems);
        if (sentence != null) {
            (dashed && group != null ? group.parts() : rule.conditions).add(sentence);
            if (rule.conditions.size() > MOST_CONDITIONS
                    || group != null && group.parts().size() > MOST_CONDITIONS) {
                problems.error(number, "A rule has at most " + MOST_CONDITIONS + " conditions.");
            }
        }
    }

    private void closeGroup(RuleDraft rule) {
        if (group == null) {
            return;
        }
        var closed = group;
        group = null;
        if (closed.parts().isEmpty()) {
            problems.error(closed.line(), "Expected lines that begin with '-' below '" + closed.word() + ":'.");
            return;
        }
        boolean none = closed.word().equals("none of") || closed.word().equals("以下都不");
        Check any = new Check.AnyOf(closed.parts().stream()
                .map(s -> java.util.Objects.requireNonNull(s.check()))
                .toList());
        rule.conditions.add(new Sentence(
                closed.word() + ": "
                        + join(closed.parts().stream().map(Sentence::text).toList()),
                closed.line(),
                (none ? "以下都不：" : "以下任一：")
                        + String.join(
                                "；", closed.parts().stream().map(Sentence::zh).toList()),
                (none ? "none of: " : "any of: ")
                        + join(closed.parts().stream().map(Sentence::en).toList()),
                none ? new Check.Not(any) : any,
                List.copyOf(closed.parts())));
    }

    private static String join(List<String> parts) {
        return String.join("; ", parts);
    }

    private void then(int number, String line, RuleDraft rule) {
        if (END.contains(line.toLowerCase(Locale.ROOT))) {
            drafts.add(rule);
            draft = null;
            place = Place.OUTSIDE;
            return;
        }
        var asked = Understander.outcome(
                number, line.startsWith("- ") ? line.substring(2).strip() : line, vocabulary, problems);
        if (asked != null) {
            rule.outcomes.add(asked);
            if (rule.outcomes.size() > MOST_OUTCOMES) {
                problems.error(number, "A rule has at most " + MOST_OUTCOMES + " outcomes.");
            }
        }
    }

    static String shown(String line) {
        return line.length() > 80 ? line.substring(0, 80) + "…" : line;
    }
}
