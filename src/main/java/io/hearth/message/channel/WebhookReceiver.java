package io.hearth.message.channel;

import io.hearth.message.MessageSettings;
import io.hearth.message.WebhookSignature;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/** The one receiver that Standard Webhooks go to; the id is the same in each attempt. */
final class WebhookReceiver implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(WebhookReceiver.class);
    private static final int GONE = 410;

    private final URI url;
    private final Poster poster;
    private final WebhookSignature signature;
    private final Clock clock;
    private volatile boolean gone;

    WebhookReceiver(URI url, MessageSettings.Webhook settings, Poster poster, Clock clock) {
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

    /** Signs and posts; a receiver that once said that it is gone is left alone until the next start. */
    Poster.Outcome post(String id, String body) {
        if (gone) {
            return new Poster.Outcome.NotSent("the receiver answered 410: it wants no more", true);
        }
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
            return new Poster.Outcome.NotSent("the receiver answered 410: it wants no more", true);
        }
        return outcome;
    }

    @Override
    public void destroy() throws Exception {
        poster.close();
    }
}
