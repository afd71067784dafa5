package io.hearth.message.channel;

import io.hearth.member.Profile;
import io.hearth.message.Channel;
import io.hearth.message.Delivery;
import io.hearth.message.MessageSettings;
import io.hearth.message.Outgoing;
import io.hearth.message.template.Part;
import io.hearth.platform.Json;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Posts messages to one receiver after Standard Webhooks; the id is the same in each attempt. */
final class WebhookChannel implements Channel {

    private final WebhookReceiver receiver;

    WebhookChannel(URI url, MessageSettings.Webhook settings, Poster poster, Clock clock) {
        this(new WebhookReceiver(url, settings, poster, clock));
    }

    WebhookChannel(WebhookReceiver receiver) {
        this.receiver = receiver;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public Set<Part> parts() {
        return Set.of(Part.DATA, Part.SUBJECT, Part.SHORT);
    }

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
        var body = message.rendered().part(Part.DATA).orElseGet(() -> plain(message));
        return Answers.byStatus(receiver.post("msg_" + message.id().toString().replace("-", ""), body));
    }

    private static String plain(Outgoing message) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("type", "message." + message.template().replace('/', '.'));
        body.put("member", message.member().toString());
        body.put("community", message.community());
        message.rendered().part(Part.SUBJECT).ifPresent(subject -> body.put("title", subject));
        message.rendered().part(Part.SHORT).ifPresent(text -> body.put("text", text.strip()));
        return Json.mapper().writeValueAsString(body);
    }
}
