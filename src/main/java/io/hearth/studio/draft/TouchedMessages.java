package io.hearth.studio.draft;

import io.hearth.content.ContentFiles;
import io.hearth.member.MemberId;
import io.hearth.message.WaitingMessages;
import io.hearth.message.WaitingMessages.Waiting;
import io.hearth.message.template.MessageTemplate;
import io.hearth.message.template.TemplateSet;
import io.hearth.message.template.Templates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The messages that a draft changes: what waits to be sent in other words, and what will count against other caps. */
@Component
class TouchedMessages {

    private static final String TREE = "templates/";
    private static final String DESCRIPTION = "message.yaml";

    private final Workbench workbench;
    private final WaitingMessages waiting;
    private final Templates templates;

    TouchedMessages(Workbench workbench, WaitingMessages waiting, Templates templates) {
        this.workbench = workbench;
        this.waiting = waiting;
        this.templates = templates;
    }

    /** What decides when a message may go, and before which others. */
    record Counted(String purpose, int priority) {}

    /**
     * One message.
     *
     * @param waiting how many of it are planned and not sent yet; they go out as they are released then
     * @param some of the members who will read them
     * @param before how it counts against caps now; null where that stays as it is, or the message is new
     * @param after how it will count; null where that stays as it is, or the message goes or can't be read
     */
    record Touched(
            String template,
            long waiting,
            List<MemberId> some,
            @Nullable Counted before,
            @Nullable Counted after) {}

    List<Touched> of(Draft draft) {
        var changed = new TreeSet<String>();
        var counted = new TreeSet<String>();
        for (var change : workbench.changes(draft.id())) {
            template(change.path()).ifPresent(id -> {
                if (change.path().endsWith("/" + DESCRIPTION)) {
                    counted.add(id);
                    changed.add(id);
                } else if (!change.path().contains("/expected/")) {
                    changed.add(id);
                }
            });
        }
        var live = templates.live().templates();
        var drafted = counted.isEmpty() ? TemplateSet.empty() : read(draft, counted);
        var there = new TreeMap<String, Waiting>();
        waiting.of(changed).forEach(one -> there.put(one.template(), one));
        var touched = new ArrayList<Touched>();
        for (var id : changed) {
            var before = counted.contains(id) ? counted(live.find(id)) : null;
            var after = counted.contains(id) ? counted(drafted.find(id)) : null;
            boolean same = before != null && before.equals(after);
            var now = there.getOrDefault(id, new Waiting(id, 0, List.of()));
            touched.add(new Touched(id, now.messages(), now.some(), same ? null : before, same ? null : after));
        }
        return touched;
    }

    private TemplateSet read(Draft draft, TreeSet<String> ids) {
        var all = workbench.files(draft);
        return Templates.draft(ContentFiles.of(Stream.concat(
                                all.under("templates").filter(file -> template(file.path())
                                        .map(ids::contains)
                                        .orElse(true)),
                                all.find("rules/catalogue.yaml").stream())
                        .toList()))
                .templates();
    }

    private static @Nullable Counted counted(Optional<MessageTemplate> template) {
        return template.map(MessageTemplate::description)
                .map(said -> new Counted(said.purpose(), said.priority()))
                .orElse(null);
    }

    /** Whose file it is: {@code onboarding/welcome} of {@code templates/onboarding/welcome/subject.ftl}; what all share is nobody's. */
    private static Optional<String> template(String path) {
        if (!path.startsWith(TREE) || path.startsWith(TREE + "_")) {
            return Optional.empty();
        }
        var parts = path.substring(TREE.length()).split("/");
        return parts.length < 3 ? Optional.empty() : Optional.of(parts[0] + "/" + parts[1]);
    }
}
