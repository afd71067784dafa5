package io.hearth.message;

import io.hearth.member.Identity;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.member.ProfileChange;
import io.hearth.message.template.Templates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Messages with channels of one test, on the shared server's database: the same classes, wired once more. */
public final class OwnOutbox implements AutoCloseable {

    public final Messages messages;
    public final JdbcTemplate jdbc;
    final TransactionTemplate transaction;
    private final ApplicationContext context;
    private final Dispatcher dispatcher;
    private final HandDelivery hands;
    private final List<Channel> channels;

    public OwnOutbox(ApplicationContext context, Map<String, String> settings, Channel... channels) {
        this.context = context;
        this.channels = List.of(channels);
        this.jdbc = context.getBean(JdbcTemplate.class);
        this.transaction = context.getBean(TransactionTemplate.class);
        var own = settings(settings);
        var route = new Route(
                this.channels, this.channels.stream().map(Channel::name).toList());
        var arbitration = new Arbitration(own, route);
        var outbox = context.getBean(OutboxTable.class);
        var templates = context.getBean(Templates.class);
        var metrics = context.getBean(MessageMetrics.class);
        var clock = context.getBean(Clock.class);
        var contacts = new ContactLoader(
                context.getBean(org.springframework.jdbc.core.simple.JdbcClient.class),
                context.getBean(Members.class),
                context.getBean(io.hearth.member.Consents.class),
                context.getBean(Freezes.class),
                own);
        var sender = new Sender(
                templates,
                context.getBean(Rendering.class),
                this.<Route>only(route),
                context.getBean(Suppressions.class),
                own,
                metrics,
                clock);
        var allowances = new Allowances(jdbc, own);
        this.dispatcher = new Dispatcher(
                route,
                own,
                outbox,
                contacts,
                allowances,
                arbitration,
                templates,
                sender,
                context.getBean(Standings.class),
                metrics,
                transaction,
                clock);
        this.hands = new HandDelivery(
                context.getBean(MessageTable.class), outbox, contacts, templates, only(arbitration), own, clock);
        this.messages = new Messages(
                outbox,
                contacts,
                allowances,
                arbitration,
                templates,
                dispatcher,
                metrics,
                context.getBean(io.hearth.platform.Figures.class),
                transaction,
                clock);
    }

    public static MessageSettings settings(Map<String, String> settings) {
        var all = new java.util.HashMap<>(Map.of("hearth.message.poll", "50ms"));
        settings.forEach((name, value) -> all.put("hearth.message." + name, value));
        return new Binder(new MapConfigurationPropertySource(all))
                .bindOrCreate("hearth.message", MessageSettings.class);
    }

    private <T> ObjectProvider<T> only(T bean) {
        return new ObjectProvider<>() {
            @Override
            public T getObject() {
                return bean;
            }

            @Override
            public java.util.stream.Stream<T> stream() {
                return java.util.stream.Stream.of(bean);
            }
        };
    }

    public OwnOutbox start() {
        dispatcher.start();
        return this;
    }

    public void wake() {
        dispatcher.wake();
    }

    public MemberId member(String email, String zone) {
        var identity = new Identity("test", UUID.randomUUID().toString());
        return transaction.execute(status -> {
            var members = context.getBean(Members.class);
            var member = members.resolve(List.of(identity)).get(identity);
            members.describe(List.of(new ProfileChange(
                    member,
                    Map.of("name", "林晓", "email", email, "zone", zone, "language", "zh"),
                    "test",
                    Instant.EPOCH.plus(Duration.ofDays(20_000)),
                    null)));
            return member;
        });
    }

    public MemberId member() {
        return member(UUID.randomUUID() + "@example.com", "Asia/Shanghai");
    }

    /** With an address on every channel. */
    public MemberId reachable() {
        var member = member();
        jdbc.update(
                "UPDATE member SET phone = ? WHERE id = ?",
                "+86138" + (10_000_000 + member.value() % 10_000_000),
                member.value());
        return member;
    }

    public static MessageRequest request(String key, MemberId member, String template) {
        return request(key, member, template, "");
    }

    public static MessageRequest request(String key, MemberId member, String template, String purpose) {
        return new MessageRequest(key, member, "running-club", template, Map.of(), purpose, null);
    }

    public List<String> statuses(MemberId member) {
        return jdbc.queryForList(
                "SELECT status || coalesce('(' || reason || ')', '') FROM message WHERE member_id = ? ORDER BY id",
                String.class,
                member.value());
    }

    /** As if the person's task were completed. */
    public void doneByHand(UUID message, boolean sent) {
        transaction.executeWithoutResult(status -> hands.done(message, sent, "a note", "volunteer"));
    }

    /** Why a message that waits for a person may not be sent. */
    public java.util.Optional<String> hindrance(UUID message) {
        return hands.hindrance(message).map(Reason::code);
    }

    @Nullable
    UUID id(MemberId member) {
        return jdbc.queryForObject("SELECT id FROM message WHERE member_id = ?", UUID.class, member.value());
    }

    @Override
    public void close() {
        dispatcher.stop();
        channels.forEach(channel -> jdbc.update("DELETE FROM message WHERE channel = ?", channel.name()));
    }
}
