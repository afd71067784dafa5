package io.hearth.message;

import io.hearth.member.Members;
import io.hearth.member.Profile;
import io.hearth.message.template.Templates;
import io.hearth.task.Teller;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells people of their tasks by the message {@code tasks/new-task}, with a link that opens the task; nothing without that template. */
@Component
class TaskMessages implements Teller {

    private static final String TEMPLATE = "tasks/new-task";
    private static final String PURPOSE_OF_TEMPLATE = "";

    private final Messages messages;
    private final Members members;
    private final Templates templates;
    private final Links links;

    TaskMessages(Messages messages, Members members, Templates templates, Links links) {
        this.messages = messages;
        this.members = members;
        this.templates = templates;
        this.links = links;
    }

    @Override
    public void tell(List<Telling> tellings) {
        if (templates.live().templates().find(TEMPLATE).isEmpty()) {
            return;
        }
        var profiles = members.profiles(tellings.stream().map(Telling::member).collect(Collectors.toSet()));
        messages.plan(tellings.stream()
                .map(telling -> new MessageRequest(
                        "task/%s/%s/%d"
                                .formatted(
                                        telling.task(),
                                        telling.kind(),
                                        telling.at().toEpochMilli()),
                        telling.member(),
                        telling.community(),
                        TEMPLATE,
                        values(telling, profiles.get(telling.member())),
                        PURPOSE_OF_TEMPLATE,
                        null))
                .toList());
    }

    private Map<String, String> values(Telling telling, @Nullable Profile reader) {
        var values = new LinkedHashMap<String, String>();
        values.put("task", telling.title());
        values.put("link", links.base() + "/tasks/" + telling.task());
        values.put("kind", Set.of("reminded", "escalated", "follow-up").contains(telling.kind()) ? "late" : "new");
        var due = telling.due();
        if (due != null) {
            var zone = reader == null ? ZoneId.of("UTC") : reader.zone();
            var format = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT);
            values.put("due", due.atZone(zone).format(reader == null ? format : format.withLocale(reader.language())));
        }
        return values;
    }
}
