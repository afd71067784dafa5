package io.hearth.message;

import io.hearth.message.template.RenderFailed;
import io.hearth.message.template.Rendered;
import io.hearth.message.template.Templates;
import io.hearth.platform.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Renders one message, hands it to its channel, and turns the answer into what becomes of the message. */
@Component
class Sender {

    private static final Logger log = LoggerFactory.getLogger(Sender.class);

    private final Templates templates;
    private final Rendering rendering;
    private final ObjectProvider<Route> route;
    private final Suppressions suppressions;
    private final MessageSettings settings;
    private final MessageMetrics metrics;
    private final Clock clock;

    Sender(
            Templates templates,
            Rendering rendering,
            ObjectProvider<Route> route,
            Suppressions suppressions,
            MessageSettings settings,
            MessageMetrics metrics,
            Clock clock) {
        this.templates = templates;
        this.rendering = rendering;
        this.route = route;
        this.suppressions = suppressions;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
    }

    OutboxTable.Finish send(Channel channel, Claims.Claimed claimed, MessageSettings.Limits limits, Breaker breaker) {
        var message = claimed.message();
        var attempt = message.attempts() + 1;
        Rendered rendered;
        Outgoing outgoing;
        String release;
        try {
            var live = templates.live();
            var template = live.templates()
                    .find(message.template())
                    .orElseThrow(() -> new IllegalStateException("it is gone"));
            release = live.release();
            var profile = claimed.facts()
                    .profile(message.member())
                    .orElseThrow(() -> new IllegalStateException("the member is gone"));
            rendered = rendering.render(template, channel.parts(), message, profile, claimed.standing());
            outgoing = new Outgoing(
                    message.id(),
                    message.member(),
                    message.community(),
                    rendering.communityName(message.community(), profile.language()),
                    message.template(),
                    channel.address(profile).orElse(""),
                    rendered,
                    rendering.unsubscribe(message.member(), message.purpose()),
                    attempt);
        } catch (RenderFailed | IllegalStateException failed) {
            log.warn("Expected to send message {}, but {}", message.id(), failed.getMessage());
            return end(message, attempt, Status.FAILED, Reason.RENDER_FAILED, null, failed.getMessage(), null, null);
        }
        var before = System.nanoTime();
        var delivery = deliver(channel, outgoing);
        metrics.delivered(channel.name(), Duration.ofNanos(System.nanoTime() - before));
        return result(channel, message, attempt, limits, breaker, delivery, rendered, release);
    }

    private static Delivery deliver(Channel channel, Outgoing outgoing) {
        try {
            return Objects.requireNonNull(channel.deliver(outgoing), "it gave no answer");
        } catch (RuntimeException fault) {
            log.warn(
                    "Expected channel '{}' to answer for message {}, but it failed",
                    channel.name(),
                    outgoing.id(),
                    fault);
            var why = fault.getClass().getSimpleName();
            return channel.takesKey() ? new Delivery.Later(why, null) : new Delivery.Doubtful(why);
        }
    }

    private OutboxTable.Finish result(
            Channel channel,
            StoredMessage message,
            int attempt,
            MessageSettings.Limits limits,
            Breaker breaker,
            Delivery delivery,
            Rendered rendered,
            String release) {
        if (delivery instanceof Delivery.Accepted accepted) {
            breaker.worked();
            return end(message, attempt, Status.SENT, null, accepted.id(), null, rendered, release);
        } else if (delivery instanceof Delivery.Waiting waiting) {
            return end(message, attempt, Status.WAITING, Reason.PERSON, waiting.task(), null, rendered, release);
        } else if (delivery instanceof Delivery.Refused refused) {
            breaker.worked();
            if (refused.lasting()) {
                suppressions.add(message.member(), channel.name(), String.valueOf(cut(refused.why())));
            }
            return giveUp(channel, message, attempt, Reason.REFUSED, refused.why());
        } else if (delivery instanceof Delivery.Doubtful doubtful) {
            breaker.failed();
            return channel.takesKey()
                    ? later(channel, message, attempt, limits, doubtful.why(), null)
                    : end(message, attempt, Status.UNKNOWN, Reason.IN_DOUBT, null, doubtful.why(), rendered, release);
        } else if (delivery instanceof Delivery.Later later) {
            if (later.after() == null) {
                breaker.failed();
            } else {
                breaker.pause(later.after());
            }
            return later(channel, message, attempt, limits, later.why(), later.after());
        }
        throw new IllegalStateException("Expected an answer that is known, but got " + delivery);
    }

    private OutboxTable.Finish later(
            Channel channel,
            StoredMessage message,
            int attempt,
            MessageSettings.Limits limits,
            String why,
            @Nullable Duration asked) {
        if (attempt >= limits.attempts()) {
            return giveUp(channel, message, attempt, Reason.TOO_MANY_TRIES, why);
        }
        var backoff =
                new Backoff(limits.backoff(), limits.longestBackoff(), RandomGenerator.getDefault()).after(attempt);
        var due = clock.instant().plus(asked != null && asked.compareTo(backoff) > 0 ? asked : backoff);
        return finish(
                message,
                attempt,
                Status.PLANNED,
                Reason.RETRY,
                channel.name(),
                due,
                false,
                null,
                null,
                why,
                null,
                null);
    }

    /** The next channel has its turn, if there is one. */
    private OutboxTable.Finish giveUp(Channel channel, StoredMessage message, int attempt, Reason reason, String why) {
        var tried = new ArrayList<>(message.tried());
        tried.add(channel.name());
        List<Channel> rest = templates
                .live()
                .templates()
                .find(message.template())
                .map(template -> route.getObject().of(template, null, tried))
                .orElse(List.of());
        return rest.isEmpty()
                ? end(message, attempt, Status.FAILED, reason, null, why, null, null)
                : finish(
                        message,
                        attempt,
                        Status.PLANNED,
                        Reason.FALLBACK,
                        rest.get(0).name(),
                        clock.instant(),
                        false,
                        null,
                        null,
                        why,
                        null,
                        null);
    }

    private OutboxTable.Finish end(
            StoredMessage message,
            int attempt,
            Status status,
            @Nullable Reason reason,
            @Nullable String providerId,
            @Nullable String detail,
            @Nullable Rendered rendered,
            @Nullable String release) {
        var counts = status == Status.SENT || status == Status.UNKNOWN || status == Status.WAITING;
        var sentAt = status == Status.SENT ? clock.instant() : null;
        return finish(
                message,
                attempt,
                status,
                reason,
                message.channel(),
                null,
                counts,
                sentAt,
                providerId,
                detail,
                rendered,
                release);
    }

    private OutboxTable.Finish finish(
            StoredMessage message,
            int attempt,
            Status status,
            @Nullable Reason reason,
            String channel,
            @Nullable Instant due,
            boolean counts,
            @Nullable Instant sentAt,
            @Nullable String providerId,
            @Nullable String detail,
            @Nullable Rendered rendered,
            @Nullable String release) {
        var language = rendered == null ? null : rendered.language();
        var kept = rendered == null || !settings.keepRendered() ? null : json(rendered);
        return new OutboxTable.Finish(
                message.id(),
                attempt,
                status,
                reason,
                channel,
                due,
                counts,
                sentAt,
                cut(providerId),
                release,
                language,
                kept,
                cut(detail));
    }

    private static @Nullable String cut(@Nullable String text) {
        if (text == null) {
            return null;
        }
        // What others answer is stored, and PostgreSQL takes no zero characters.
        var clean = text.replace("\u0000", "");
        return clean.length() <= 300 ? clean : clean.substring(0, 300);
    }

    static String json(Rendered rendered) {
        Map<String, String> parts = new LinkedHashMap<>();
        rendered.parts().forEach((part, text) -> parts.put(part.label(), text));
        return Json.mapper().writeValueAsString(parts);
    }
}
