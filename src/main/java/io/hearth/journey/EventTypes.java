package io.hearth.journey;

import io.hearth.content.ContentFiles;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** The types of event that a candidate's catalogue declares, and those that Hearth itself makes. */
final class EventTypes {

    private static final String CATALOGUE = "rules/catalogue.yaml";
    private static final Set<String> OWN = Set.of(
            "member.applied",
            "member.joined",
            "member.left",
            "member.removed",
            "member.muted",
            "member.unmuted",
            "charter.accepted",
            "points.awarded",
            "badge.given",
            "badge.revoked",
            "level.changed",
            "level.at-risk",
            "plan.changed",
            "segment.entered",
            "segment.left",
            "case.opened",
            "journey.ended",
            "message.sent");

    static Set<String> of(ContentFiles files) {
        var types = new TreeSet<>(OWN);
        files.find(CATALOGUE).ifPresent(file -> types.addAll(declared(file.text())));
        return types;
    }

    /** A catalogue that can't be read is somebody else's finding. */
    private static Set<String> declared(String yaml) {
        try {
            var root = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
            return root instanceof Map<?, ?> sections && sections.get("eventTypes") instanceof Map<?, ?> types
                    ? types.keySet().stream().map(String::valueOf).collect(Collectors.toSet())
                    : Set.of();
        } catch (YAMLException unreadable) {
            return Set.of();
        }
    }

    private EventTypes() {}
}
