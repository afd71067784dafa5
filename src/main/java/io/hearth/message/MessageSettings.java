package io.hearth.message;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Period;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How messages leave: {@code hearth.message}.
 *
 * @param publicAddress where members' browsers reach this server, for links; by default this machine and port
 * @param route the channels in the order in which they are tried; by default those that are configured, or else the
 *     visible outbox
 * @param quiet the hours in which members are left in peace, in their own zone
 * @param overall how many capped messages one member gets over all channels
 * @param caps the same for one channel
 * @param purposes what each purpose asks for; unknown ones are treated as marketing
 * @param keepRendered whether the text that was sent is kept, to be shown in the console
 * @param keepTexts for how long the text of a message is kept, and what it was filled with
 * @param keep for how long it is known that a message was sent, and that its key was used
 * @param lease how long a node may hold a message while sending it
 */
@ConfigurationProperties("hearth.message")
public record MessageSettings(
        @Nullable URI publicAddress,
        @DefaultValue List<String> route,
        @DefaultValue Quiet quiet,
        @DefaultValue Cap overall,
        @DefaultValue Map<String, Cap> caps,
        @DefaultValue Map<String, PurposeRule> purposes,
        @DefaultValue("true") boolean keepRendered,
        @DefaultValue("60s") Duration lease,
        @DefaultValue("500ms") Duration poll,
        @DefaultValue("PT720H") Duration linksValid,
        @DefaultValue Map<String, Limits> limits,
        @DefaultValue Email email,
        @DefaultValue Webhook webhook,
        @DefaultValue Robot wecom,
        @DefaultValue Robot dingtalk,
        @DefaultValue Robot feishu,
        @DefaultValue Sms sms,
        @DefaultValue Hands hands,
        @DefaultValue Reports reports,
        @DefaultValue("P90D") Period keepTexts,
        @DefaultValue("P400D") Period keep) {

    public record Quiet(
            @DefaultValue("21:30") LocalTime from,
            @DefaultValue("08:00") LocalTime until) {}

    /** Zero stands for no cap. */
    public record Cap(
            @DefaultValue("3") int perDay,
            @DefaultValue("10") int perWeek) {}

    /** How consent is read. */
    public enum ConsentRule {
        NONE,
        UNLESS_REFUSED,
        NEEDED
    }

    public record PurposeRule(
            @DefaultValue("NEEDED") ConsentRule consent,
            @DefaultValue("true") boolean quiet,
            @DefaultValue("true") boolean capped) {}

    /**
     * How hard one channel is driven.
     *
     * @param connections how many messages at a time: its bulkhead
     * @param perSecond pace of each node, zero for none
     * @param perMinute the same for a minute; zero for what the channel itself says, which is nothing but for robots
     * @param breakAfter faults in a row after which the channel rests
     * @param perDay what its provider takes in a day (UTC), over all nodes; zero for no quota
     * @param cost of one message, in any one currency, for budgets
     */
    public record Limits(
            @DefaultValue("8") int connections,
            @DefaultValue("0") int perSecond,
            @DefaultValue("0") int perMinute,
            @DefaultValue("6") int attempts,
            @DefaultValue("20s") Duration backoff,
            @DefaultValue("1h") Duration longestBackoff,
            @DefaultValue("5") int breakAfter,
            @DefaultValue("30s") Duration breakFor,
            @DefaultValue("0") long perDay,
            @DefaultValue("0") long perMonth,
            @DefaultValue("0") BigDecimal cost) {}

    /** Switched on by {@code spring.mail.host}. */
    public record Email(
            @DefaultValue("hearth@localhost") String from,
            @DefaultValue("10s") Duration connect,
            @DefaultValue("20s") Duration answer) {}

    /**
     * Switched on by its address.
     *
     * @param secrets {@code whsec_…}; each signs, so that a receiver can change over
     * @param allowPrivate whether private and loopback addresses and any port are allowed, for development and tests
     */
    public record Webhook(
            @Nullable URI url,
            @DefaultValue List<String> secrets,
            @DefaultValue("false") boolean allowPrivate,
            @DefaultValue("15s") Duration timeout) {}

    /** A robot in a group, switched on by its address. */
    public record Robot(@Nullable URI url, @Nullable String secret) {}

    /** A gateway that takes {@code {"to","text","id"}} by POST, switched on by its address. */
    public record Sms(@Nullable URI url, @Nullable String token) {}

    /** A person sends the message where a platform lets no machine; switched on by the group that does. */
    public record Hands(
            @Nullable String group, @DefaultValue("P1D") Duration due) {}

    /**
     * What providers say became of messages.
     *
     * @param secrets {@code whsec_…}; with one or more, reports must be signed with one of them
     */
    public record Reports(@DefaultValue List<String> secrets) {}

    private static final Map<String, PurposeRule> USUAL = Map.of(
            "security", new PurposeRule(ConsentRule.NONE, false, false),
            "service", new PurposeRule(ConsentRule.UNLESS_REFUSED, false, false),
            "community", new PurposeRule(ConsentRule.UNLESS_REFUSED, true, true),
            "marketing", new PurposeRule(ConsentRule.NEEDED, true, true));
    private static final PurposeRule STRICTEST = new PurposeRule(ConsentRule.NEEDED, true, true);
    private static final Limits USUAL_LIMITS = new Limits(
            8, 0, 0, 6, Duration.ofSeconds(20), Duration.ofHours(1), 5, Duration.ofSeconds(30), 0, 0, BigDecimal.ZERO);
    private static final Cap UNCAPPED = new Cap(0, 0);

    public PurposeRule purpose(String purpose) {
        var own = purposes.get(purpose);
        return own == null ? USUAL.getOrDefault(purpose, STRICTEST) : own;
    }

    /** The purposes that members may choose about. */
    public List<String> choosable() {
        return java.util.stream.Stream.concat(USUAL.keySet().stream(), purposes.keySet().stream())
                .distinct()
                .filter(purpose -> purpose(purpose).consent() != ConsentRule.NONE)
                .sorted()
                .toList();
    }

    public Limits limits(String channel) {
        return limits.getOrDefault(channel, USUAL_LIMITS);
    }

    /** How many a minute go out on a channel of each node; zero for any number. */
    int perMinute(Channel channel) {
        var own = limits(channel.name()).perMinute();
        return own > 0 ? own : channel.perMinute();
    }

    public Cap cap(String channel) {
        return caps.getOrDefault(channel, UNCAPPED);
    }
}
