package io.hearth.message.channel;

import io.hearth.member.Profile;
import io.hearth.message.Channel;
import io.hearth.message.Delivery;
import io.hearth.message.MessageSettings;
import io.hearth.message.Outgoing;
import io.hearth.message.template.Part;
import io.hearth.task.Form;
import io.hearth.task.NewTask;
import io.hearth.task.Tasks;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A person's hands: where a platform lets no machine send, the message becomes a task with its text prepared. */
final class HandsChannel implements Channel {

    static final Form FORM = new Form(List.of(
            new Form.Field(
                    "result",
                    Form.Type.CHOICE,
                    new Form.Label("结果", "Result"),
                    true,
                    null,
                    null,
                    List.of(
                            new Form.Option("sent", new Form.Label("已发送", "Sent")),
                            new Form.Option("failed", new Form.Label("没能发送", "Could not be sent")))),
            new Form.Field(
                    "proof",
                    Form.Type.TEXT,
                    new Form.Label("凭证（截图链接或说明）", "Proof (a picture's link, or a note)"),
                    false,
                    null,
                    500L,
                    List.of())));

    private final String group;
    private final MessageSettings.Hands settings;
    private final Tasks tasks;
    private final Clock clock;

    HandsChannel(String group, MessageSettings.Hands settings, Tasks tasks, Clock clock) {
        this.group = group;
        this.settings = settings;
        this.tasks = tasks;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "hands";
    }

    @Override
    public Set<Part> parts() {
        return Set.of(Part.SUBJECT, Part.SHORT, Part.CARD);
    }

    /** One task for each message: opening it again changes nothing. */
    @Override
    public boolean takesKey() {
        return true;
    }

    @Override
    public Optional<String> address(Profile profile) {
        return Optional.of(profile.id().toString());
    }

    @Override
    public Delivery deliver(Outgoing message) {
        var about = new LinkedHashMap<String, String>();
        about.put("message", message.id().toString());
        about.put("template", message.template());
        tasks.open(new NewTask(
                HandsAnswers.ORIGIN,
                message.id().toString(),
                "发送消息 Send a message",
                message.community(),
                message.member(),
                Set.of(group),
                null,
                FORM,
                clock.instant().plus(settings.due()),
                Map.copyOf(about)));
        return new Delivery.Waiting(message.id().toString());
    }
}
