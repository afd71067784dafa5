package io.hearth.studio.grants;

import io.hearth.escalation.Cases;
import io.hearth.member.MemberId;
import io.hearth.reward.Award;
import io.hearth.reward.badge.Badges;
import io.hearth.reward.catalogue.GivenItems;
import io.hearth.reward.catalogue.Privileges;
import io.hearth.reward.coupon.Coupons;
import io.hearth.reward.ledger.Undoings;
import io.hearth.reward.ledger.Undoings.Undoing;
import io.hearth.studio.grants.Reversal.Effect;
import io.hearth.studio.grants.Reversal.Taken;
import io.hearth.studio.grants.Reversal.Work;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes effects back by the books' own ways; in the caller's transaction. What members have spent or used stays theirs. */
@Component
class TakingBack {

    static final String SPENT = "spent";
    static final String USED = "used";
    static final String CHANGED = "changed";
    static final String WAITED_FOR = "waited-for";

    private final Undoings undoings;
    private final Badges badges;
    private final Coupons coupons;
    private final Privileges privileges;
    private final GivenItems gifts;
    private final Cases cases;
    private final JdbcClient jdbc;
    private final Clock clock;

    TakingBack(
            Undoings undoings,
            Badges badges,
            Coupons coupons,
            Privileges privileges,
            GivenItems gifts,
            Cases cases,
            JdbcClient jdbc,
            Clock clock) {
        this.undoings = undoings;
        this.badges = badges;
        this.coupons = coupons;
        this.privileges = privileges;
        this.gifts = gifts;
        this.cases = cases;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<Taken> take(List<Effect> effects, Work work) {
        var now = clock.instant();
        var closed = close(effects, work, now);
        var points = undoings.undo(
                effects.stream()
                        .filter(effect -> effect.kind().equals("points"))
                        .map(TakingBack::undoing)
                        .toList(),
                work.reason(),
                work.by(),
                now);
        var taken = new ArrayList<Taken>();
        for (var effect : effects) {
            taken.add(
                    switch (effect.kind()) {
                        case "points" -> points(effect, points.getOrDefault(undoing(effect), 0L));
                        case "badge" -> badge(effect, work, now);
                        case "coupon" -> whole(effect, coupon(effect, work), USED);
                        case "privilege" -> privilege(effect, now);
                        case "gift" ->
                            whole(effect, gifts.takeBack(UUID.fromString(effect.key()), work.reason()), USED);
                        default -> whole(effect, closed.contains(UUID.fromString(effect.cause())), WAITED_FOR);
                    });
        }
        return taken;
    }

    private Set<UUID> close(List<Effect> effects, Work work, Instant now) {
        var receipts = effects.stream()
                .filter(effect -> effect.kind().equals("case"))
                .map(effect -> UUID.fromString(effect.cause()))
                .collect(Collectors.toSet());
        return receipts.isEmpty() ? Set.of() : cases.withdraw(receipts, work.by(), work.reason(), now);
    }

    private static Undoing undoing(Effect effect) {
        return new Undoing(member(effect), effect.community(), effect.cause());
    }

    /** The ledger never lets a balance fall below zero: what was spent meanwhile does not come back. */
    private static Taken points(Effect effect, long back) {
        return new Taken(effect, back, back < effect.wanted() ? SPENT : null);
    }

    /** Only while it is the one that was given; where it was raised from a lower level, that comes back. */
    private Taken badge(Effect effect, Work work, Instant now) {
        var found = jdbc.sql("""
                select (select h.level from badge_history h
                        where h.member = g.member and h.community = g.community and h.badge = g.badge and h.act in ('given', 'raised')
                          and h.id < mine.id and not exists (
                            select from badge_history t where t.member = h.member and t.community = h.community and t.badge = h.badge
                              and t.act in ('revoked', 'barred') and t.id > h.id and t.id < mine.id)
                        order by h.id desc limit 1) as before, mine.act
                from badge_grant g
                join badge_history mine on mine.member = g.member and mine.community = g.community and mine.badge = g.badge
                    and mine.cause = g.cause
                where g.member = ? and g.community = ? and g.badge = ? and g.cause = ? and g.revoked_at is null
                """)
                .params(effect.member(), effect.community(), effect.what(), effect.cause())
                .query((row, n) -> new Standing(row.getString("before"), row.getString("act")))
                .optional();
        if (found.isEmpty()) {
            return new Taken(effect, 0, CHANGED);
        }
        var changes = new ArrayList<Award>();
        changes.add(award(effect, new Award.BadgeTaken(effect.what(), true, work.reason()), "reverse/", work, now));
        if (found.get().act().equals("raised")) {
            changes.add(award(
                    effect,
                    new Award.Badge(effect.what(), found.get().before(), work.reason()),
                    "reverse/restore/",
                    work,
                    now));
        }
        badges.apply(changes);
        return new Taken(effect, 1, null);
    }

    private record Standing(@Nullable String before, String act) {}

    private static Award award(Effect effect, Award.Given given, String prefix, Work work, Instant now) {
        return new Award(
                member(effect), effect.community(), given, prefix + effect.cause(), null, null, null, now, work.by());
    }

    /** A code goes round, so it must still be this member's, for this cause. */
    private boolean coupon(Effect effect, Work work) {
        return jdbc.sql("""
                select c.code from benefit b join coupon c on c.code = b.code and c.member = b.member and c.cause = ?
                where b.id = ?::uuid and c.state = 'issued'
                """)
                .params(effect.cause(), effect.key())
                .query(String.class)
                .optional()
                .filter(code -> coupons.takeBack(code, effect.cause(), work.by()))
                .isPresent();
    }

    private Taken privilege(Effect effect, Instant now) {
        boolean lasts = privileges.of(member(effect), effect.community()).stream()
                .anyMatch(held ->
                        held.cause().equals(effect.cause()) && held.endsAt().isAfter(now));
        if (lasts) {
            privileges.revoke(member(effect), effect.community(), effect.cause());
        }
        return whole(effect, lasts, USED);
    }

    private static Taken whole(Effect effect, boolean done, String otherwise) {
        return new Taken(effect, done ? effect.wanted() : 0, done ? null : otherwise);
    }

    private static MemberId member(Effect effect) {
        return new MemberId(effect.member());
    }
}
