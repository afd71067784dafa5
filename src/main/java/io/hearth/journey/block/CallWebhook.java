package io.hearth.journey.block;

import static io.hearth.journey.block.Shape.Type.NAME;
import static io.hearth.journey.block.Shape.Type.TEXT_VARIABLES;

import io.hearth.message.channel.WebhookCalls;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Tells the webhook's receiver that a member came by here; the run goes on at once, and the call is tried until it is taken. */
@Component
class CallWebhook implements BuildingBlock {

    private final WebhookCalls calls;

    CallWebhook(WebhookCalls calls) {
        this.calls = calls;
    }

    @Override
    public Shape shape() {
        return Shape.of(
                "call-webhook",
                "调用外部系统",
                "Call a webhook",
                new Shape.Field("name", NAME, true, "名称", "Name"),
                new Shape.Field("values", TEXT_VARIABLES, false, "附带的变量", "Variables to send"));
    }

    @Override
    public void perform(Visit visit) {
        var values = new TreeMap<String, Object>();
        for (var name :
                visit.field("values").map(names -> names.trim().split("\\s+")).orElse(new String[0])) {
            visit.variable(name).ifPresent(value -> values.put(name, value));
        }
        calls.plan(new WebhookCalls.Call(
                "journey/" + visit.key(),
                visit.required("name"),
                visit.run(),
                visit.member(),
                visit.community(),
                values));
    }
}
