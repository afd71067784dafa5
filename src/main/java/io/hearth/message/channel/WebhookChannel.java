package io.hearth.message.channel;

import io.hearth.member.Profile;
import io.hearth.message.Channel;
import io.hearth.message.Delivery;
import io.hearth.message.MessageSettings;
import io.hearth.message.Outgoing;
import io.hearth.message.WebhookSignature;
import io.hearth.message.template.Part;
import io.hearth.platform.Json;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/** Posts messages to one receiver after Standard Webhooks; the id is the same in each attempt. */
final class WebhookChannel implements Channel, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(WebhookChannel.class);
    private static final int GONE = 410;

    private final URI url;
    private final Poster poster;
    private final WebhookSignature signature;
    private final Clock clock;
    private volatile boolean gone;

    WebhookChannel(URI url, MessageSettings.Webhook settings, Poster poster, Clock clock) {
        this.url = url;
        this.poster = poster;
        this.signature = new WebhookSignature(settings.secrets());
        this.clock = clock;
        poster.addresses().refusal(url).ifPresent(why -> {
            throw new IllegalArgumentException("Expected hearth.message.webhook.url to be callable, but " + why);
        });
        if (settings.secrets().isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected a secret in hearth.message.webhook.secrets to sign with, but found none");
        }
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
        if (gone) {
            return new Delivery.Refused("the receiver answered 410: it wants no more", false);
        }
        var id = "msg_" + message.id().toString().replace("-", "");
        var body = message.rendered().part(Part.DATA).orElseGet(() -> plain(message));
        var timestamp = clock.instant().getEpochSecond();
        var outcome = poster.post(
                url,
                body,
                Map.of(
                        "webhook-id", id,
                        "webhook-timestamp", Long.toString(timestamp),
                        "webhook-signature", signature.of(id, timestamp, body)));
        if (outcome instanceof Poster.Outcome.Answer answer && answer.status() == GONE) {
            gone = true;
            log.warn("The webhook's receiver answered 410: nothing more is sent to it until the next start");
            return new Delivery.Refused("the receiver answered 410: it wants no more", false);
        }
        return Answers.byStatus(outcome);
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

    @Override
    public void destroy() throws Exception {
        poster.close();
    }
}
