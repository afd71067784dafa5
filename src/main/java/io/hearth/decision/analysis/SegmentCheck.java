package io.hearth.decision.analysis;

import static io.hearth.decision.analysis.RuleFinding.Kind.UNUSED_SEGMENT;
import static io.hearth.decision.analysis.RuleFinding.Weight.WORTH_A_LOOK;

import io.hearth.content.ContentFile;
import io.hearth.content.ContentFiles;
import io.hearth.decision.Check;
import io.hearth.decision.Rule;
import io.hearth.decision.language.Ask;
import io.hearth.decision.language.Catalogue;
import io.hearth.decision.language.OutcomeKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Finds segments that neither a rule nor a journey nor a template looks at, and of which the catalogue states no use. */
final class SegmentCheck {

    private SegmentCheck() {}

    static List<RuleFinding> of(List<Known> rules, Catalogue catalogue, ContentFiles files) {
        var used = new HashSet<>(catalogue.uses().keySet());
        rules.forEach(known -> read(known.rule(), used));
        var found = new ArrayList<RuleFinding>();
        for (var segment : catalogue.segments().values()) {
            if (used.contains(segment.id()) || isNamed(segment.id(), files)) {
                continue;
            }
            var decided = rules.stream()
                    .filter(known -> known.asks(OutcomeKind.SEGMENT).stream()
                            .map(Ask::what)
                            .anyMatch(segment.id()::equals))
                    .findFirst();
            var zh = "没有规则、旅程或模板用到分群“%s”。请删去它，或在 %s 里用 use 写明用途。".formatted(segment.zh(), Catalogue.FILE);
            var en =
                    "No rule, journey or template uses the segment '%s'. Remove it, or say in %s what it is for: 'use: …'."
                            .formatted(segment.en(), Catalogue.FILE);
            found.add(decided.map(known -> known.finding(UNUSED_SEGMENT, WORTH_A_LOOK, zh, en))
                    .orElseGet(() -> new RuleFinding(
                            UNUSED_SEGMENT, WORTH_A_LOOK, Catalogue.FILE, line(segment.id(), files), null, zh, en)));
        }
        return found;
    }

    /** Where the catalogue declares it. */
    private static int line(String segment, ContentFiles files) {
        var lines = files.find(Catalogue.FILE).map(ContentFile::text).orElse("").split("\n", -1);
        boolean inSegments = false;
        for (int i = 0; i < lines.length; i++) {
            inSegments =
                    lines[i].startsWith("segments:") || inSegments && (lines[i].startsWith(" ") || lines[i].isBlank());
            if (inSegments && lines[i].strip().startsWith(segment + ":")) {
                return i + 1;
            }
        }
        return 0;
    }

    private static void read(Rule rule, Set<String> into) {
        rule.conditions().forEach(sentence -> {
            if (sentence.check() != null) {
                read(Objects.requireNonNull(sentence.check()), into);
            }
        });
    }

    private static void read(Check check, Set<String> into) {
        if (check instanceof Check.Test test) {
            if (test.reading().fact().equals("segments")) {
                test.reading().arguments().forEach(argument -> into.add(String.valueOf(argument)));
            }
            if (test.reading().fact().equals("event")
                    && test.reading().arguments().contains("segment")) {
                test.needed().forEach(needed -> into.add(String.valueOf(needed)));
            }
        } else if (check instanceof Check.Not not) {
            read(not.part(), into);
        } else {
            var parts = check instanceof Check.AnyOf any ? any.parts() : ((Check.AllOf) check).parts();
            parts.forEach(part -> read(part, into));
        }
    }

    /** Whether a workflow or a template has the word. */
    private static boolean isNamed(String segment, ContentFiles files) {
        var word =
                java.util.regex.Pattern.compile("(?<![\\w-])" + java.util.regex.Pattern.quote(segment) + "(?![\\w-])");
        return java.util.stream.Stream.of("bpmn", "templates")
                .flatMap(files::under)
                .filter(file -> Set.of("bpmn", "ftl").contains(file.extension()))
                .anyMatch(file -> word.matcher(segmentTexts(file)).find());
    }

    /** In workflows only what stands in quotes or brackets is data. */
    private static String segmentTexts(ContentFile file) {
        return file.text()
                .lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).contains("segment"))
                .reduce("", (all, line) -> all + "\n" + line);
    }
}
