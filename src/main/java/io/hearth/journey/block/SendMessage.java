package io.hearth.journey.block;

import static io.hearth.journey.block.Shape.Type.TEMPLATE;
import static io.hearth.journey.block.Shape.Type.TEXT_VARIABLES;

import io.hearth.message.MessageRequest;
import io.hearth.message.Messages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Plans a message to the member; whether and when it is sent is decided where messages are. */
@Component
class SendMessage implements BuildingBlock {

    private static final String PURPOSE_OF_TEMPLATE = "";

    private final Messages messages;

    SendMessage(Messages messages) {
        this.messages = messages;
    }

    @Override
    public Shape shape() {
        return Shape.of(
                "send-message",
                "发送消息",
                "Send a message",
                new Shape.Field("template", TEMPLATE, true, "模板", "Template"),
                new Shape.Field("values", TEXT_VARIABLES, false, "显示的变量", "Variables to show"));
    }

    @Override
    public void perform(Visit visit) {
        messages.plan(List.of(new MessageRequest(
                "journey/" + visit.key(),
                visit.member(),
                visit.community(),
                visit.required("template"),
                values(visit),
                PURPOSE_OF_TEMPLATE,
                visit.cause().orElse(null))));
    }

    /** The variables that have a value; a template says itself what it does without the others. */
    private static Map<String, String> values(Visit visit) {
        var values = new LinkedHashMap<String, String>();
        for (var name :
                visit.field("values").map(names -> names.trim().split("\\s+")).orElse(new String[0])) {
            visit.variable(name).ifPresent(value -> values.put(name, value.toString()));
        }
        return values;
    }
}
