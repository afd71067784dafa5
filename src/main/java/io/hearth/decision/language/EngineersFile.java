package io.hearth.decision.language;

import io.hearth.decision.RulebookSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads a {@code .drl} file: the header lines stand as comments ({@code // why: …}) right above each rule; package, imports and the global
 * may be left out.
 */
final class EngineersFile {

    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*(package|unit)\\b");

    /** A guarded rule with its header. */
    record Found(GuardedRule rule, Header header) {}

    private EngineersFile() {}

    static List<Found> read(byte[] bytes, Problems problems) {
        var text = SourceText.read(bytes, problems);
        if (text.isEmpty()) {
            return List.of();
        }
        // On the first line, so that lines stay what they are in the file.
        var whole = PACKAGE.matcher(text.get()).find()
                ? text.get()
                : "package " + RulebookSource.PACKAGE + "; " + text.get();
        var rules = Guard.check(whole, problems);
        if (rules.size() > SentenceFile.MOST_RULES) {
            problems.error(0, "A file has at most " + SentenceFile.MOST_RULES + " rules.");
            return List.of();
        }
        var lines = SourceText.lines(text.get());
        var found = new ArrayList<Found>();
        for (var rule : rules) {
            if (!SentenceFile.NAME.matcher(rule.name()).matches()) {
                problems.error(
                        rule.line(),
                        "A rule's name has 1 to 100 letters, digits, spaces and plain signs, but not quotes, \\ or #.");
            }
            found.add(new Found(rule, header(rule, lines, problems)));
        }
        return found;
    }

    private static Header header(GuardedRule rule, List<String> lines, Problems problems) {
        var header = new Header(problems);
        int first = rule.line() - 1;
        while (first > 0 && lines.get(first - 1).strip().startsWith("//")) {
            first--;
        }
        for (int i = first; i < rule.line() - 1; i++) {
            header.read(i + 1, lines.get(i).strip().substring(2).strip());
        }
        return header;
    }
}
