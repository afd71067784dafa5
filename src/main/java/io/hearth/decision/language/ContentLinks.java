package io.hearth.decision.language;

import io.hearth.content.ContentCheck;
import io.hearth.content.ContentFile;
import io.hearth.content.ContentFiles;
import io.hearth.content.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Looks for what is not tied to the rest: files without tests, tests without files, journeys that nothing starts, messages that nothing sends.
 * These are warnings to a release; the build takes them as errors.
 */
@Component
@Order(90)
class ContentLinks implements ContentCheck {

    private static final Set<String> RULES = Set.of("dslr", "csv", "xlsx", "drl");

    @Override
    public List<Finding> check(ContentFiles candidate) {
        var findings = new ArrayList<Finding>();
        candidate.stream().filter(ContentLinks::needsTest).forEach(f -> {
            if (candidate.find(test(f.path())).isEmpty()) {
                findings.add(Finding.warning(
                        f.path(), 0, "There is no test beside this file. Expected " + test(f.path()) + "."));
            }
        });
        candidate.stream().filter(f -> f.path().endsWith(Scenarios.ENDING)).forEach(f -> {
            var stem = f.path().substring(0, f.path().length() - Scenarios.ENDING.length());
            if (candidate
                    .under(f.folder())
                    .noneMatch(o -> needsTest(o) && test(o.path()).equals(f.path()))) {
                findings.add(Finding.warning(
                        f.path(), 0, "There is nothing to test: no rules or workflow named " + stem + "."));
            }
        });
        unused(candidate, findings);
        return findings;
    }

    private static boolean needsTest(ContentFile file) {
        return file.path().startsWith("rules/") && file.folder().contains("/") && RULES.contains(file.extension())
                || file.path().startsWith("bpmn/") && file.extension().equals("bpmn");
    }

    private static String test(String path) {
        return path.substring(0, path.lastIndexOf('.')) + Scenarios.ENDING;
    }

    /** A journey about an audience or a collaboration is started by whoever plans that. */
    private static boolean isStartedByPeople(ContentFiles candidate, String journey) {
        return candidate
                .under("bpmn")
                .map(ContentFile::text)
                .anyMatch(text -> text.contains("<bpmn:process id=\"" + journey + "\"")
                        && (text.contains("name=\"about\" value=\"audience\"")
                                || text.contains("name=\"about\" value=\"collaboration\"")));
    }

    private static void unused(ContentFiles candidate, List<Finding> findings) {
        var catalogue = RuleReader.catalogue(candidate);
        var rules = RuleReader.read(candidate).rulebooks().stream()
                .map(b -> b.drl())
                .collect(Collectors.joining("\n"));
        var workflows = candidate
                .under("bpmn")
                .filter(f -> f.extension().equals("bpmn"))
                .map(ContentFile::text)
                .collect(Collectors.joining("\n"));
        for (var journey : catalogue.journeys()) {
            if (!rules.contains("startJourney(\"" + journey + "\")")
                    && !workflows.contains("calledElement=\"" + journey + "\"")
                    && !isStartedByPeople(candidate, journey)) {
                findings.add(Finding.warning("bpmn", 0, "Nothing starts the journey '" + journey + "'."));
            }
        }
        for (var message : new TreeSet<>(catalogue.messages())) {
            // Tasks and contests tell people of themselves; who plans a promotion says what it sends.
            if (!rules.contains("send(\"" + message + "\")")
                    && !workflows.contains(message)
                    && !message.startsWith("tasks/")
                    && !message.startsWith("contests/")
                    && !message.startsWith("promotion/")) {
                findings.add(
                        Finding.warning("templates/" + message, 0, "Nothing sends the message '" + message + "'."));
            }
        }
    }
}
