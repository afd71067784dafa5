package io.hearth.message.channel;

import io.hearth.member.Profile;
import io.hearth.message.Channel;
import io.hearth.message.Delivery;
import io.hearth.message.MessageSettings;
import io.hearth.message.Outgoing;
import io.hearth.message.template.Part;
import io.hearth.platform.Json;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A gateway that takes {@code {"id","to","text"}} by POST. Gateways differ in whether they honour the id, so it is not trusted. */
final class SmsChannel implements Channel {

    private static final int LONGEST = 500;

    private final URI url;
    private final MessageSettings.Sms settings;
    private final Poster poster;

    SmsChannel(URI url, MessageSettings.Sms settings, Poster poster) {
        this.url = url;
        this.settings = settings;
        this.poster = poster;
    }

    @Override
    public String name() {
        return "sms";
    }

    @Override
    public Set<Part> parts() {
        return Set.of(Part.SHORT);
    }

    @Override
    public boolean takesKey() {
        return false;
    }

    @Override
    public Optional<String> address(Profile profile) {
        return Optional.ofNullable(profile.phone()).filter(phone -> phone.matches("\\+?[0-9]{5,15}"));
    }

    @Override
    public Delivery deliver(Outgoing message) {
        var text = message.rendered().part(Part.SHORT).orElse("").strip();
        if (text.length() > LONGEST) {
            return new Delivery.Refused("a short message holds " + LONGEST + " characters at most", false);
        }
        var body = new LinkedHashMap<String, String>();
        body.put("id", message.id().toString());
        body.put("to", message.address());
        body.put("text", text);
        var token = settings.token();
        Map<String, String> headers = token == null
                ? Map.of("Idempotency-Key", message.id().toString())
                : Map.of("Idempotency-Key", message.id().toString(), "Authorization", "Bearer " + token);
        var outcome = poster.post(url, Json.mapper().writeValueAsString(body), headers);
        if (outcome instanceof Poster.Outcome.Answer answer && answer.status() >= 400 && answer.status() < 429) {
            return new Delivery.Refused("the gateway answered " + answer.status(), false);
        }
        return Answers.byStatus(outcome);
    }
}
