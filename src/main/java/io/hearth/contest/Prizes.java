package io.hearth.contest;

import io.hearth.decision.Outcome;
import io.hearth.decision.Receipt;
import io.hearth.decision.Receipts;
import io.hearth.decision.Rulesets;
import io.hearth.decision.Seen;
import io.hearth.member.MemberId;
import io.hearth.platform.Ids;
import io.hearth.platform.Json;
import io.hearth.reward.Award;
import io.hearth.reward.Rewards;
import io.hearth.reward.catalogue.Gifts;
import io.hearth.reward.coupon.Coupons;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives prizes, each once, within the budgets that hold for rules too, and remembers who won what. */
@Component
public class Prizes {

    private final JdbcClient jdbc;
    private final Rewards rewards;
    private final Coupons coupons;
    private final Gifts gifts;
    private final Receipts receipts;
    private final Rulesets rulesets;
    private final Clock clock;

    Prizes(
            JdbcClient jdbc,
            Rewards rewards,
            Coupons coupons,
            Gifts gifts,
            Receipts receipts,
            Rulesets rulesets,
            Clock clock) {
        this.jdbc = jdbc;
        this.rewards = rewards;
        this.coupons = coupons;
        this.gifts = gifts;
        this.receipts = receipts;
        this.rulesets = rulesets;
        this.clock = clock;
    }

    /**
     * What is given out.
     *
     * @param id names it, such as {@code challenge/3}; together with a place and a member it names what is given
     */
    public record Contest(String id, String name, String community, String by) {

        String rule() {
            return id + "#" + name;
        }
    }

    /** @param why what was seen of the winner, for the receipt */
    public record Winner(int place, MemberId member, Prize prize, String why) {}

    /** @param detail the end of the coupon's code, the gift's redemption, or why it was not given */
    public record Given(
            int place,
            MemberId member,
            Prize prize,
            boolean given,
            @Nullable String detail,
            Instant at) {}

    /** Checks what a request asks for, and that the community has it. */
    public Prize check(Prize.@Nullable Wanted wanted, String community) {
        if (wanted == null) {
            throw Prize.wrong("Expected a prize.");
        }
        var prize = wanted.checked();
        if (prize.pool() != null && !coupons.isOpen(prize.pool(), community)) {
            throw Prize.wrong("Expected an open pool of coupons of " + community + ", but found none.");
        }
        if (prize.item() != null && !gifts.has(prize.item(), community)) {
            throw Prize.wrong("Expected a gift in the catalogue of " + community + ", but found none.");
        }
        return prize;
    }

    /** Gives each winner the prize; who had it before for the same place is left alone. In the caller's transaction. */
    @Transactional
    public void give(Contest contest, List<Winner> winners) {
        var now = clock.instant();
        var awards = new ArrayList<Award>();
        var why = new HashMap<String, String>();
        var before = new HashMap<String, Integer>();
        for (var winner : winners) {
            var place = contest.id() + "/" + winner.place() + "/" + winner.member();
            var cause = place + "/" + before.merge(place, 1, Integer::sum);
            if (!insert(contest, winner, cause, now)) {
                continue;
            }
            why.put(cause, winner.place() + ". " + winner.why());
            switch (winner.prize().kind()) {
                case POINTS -> awards.add(award(contest, winner, cause, now, points(contest, winner)));
                case BADGE -> awards.add(award(contest, winner, cause, now, new Award.Badge(badge(winner))));
                case COUPON ->
                    note(
                            cause,
                            coupons.issue(id(winner.prize().pool()), winner.member(), cause, contest.by())
                                    .orElse(null),
                            "none-left");
                case GIFT ->
                    note(
                            cause,
                            gifts.give(id(winner.prize().item()), winner.member(), cause, contest.by())
                                    .map(UUID::toString)
                                    .orElse(null),
                            "none-left");
            }
        }
        if (!awards.isEmpty()) {
            award(contest, awards, why, now);
        }
    }

    private void award(Contest contest, List<Award> awards, Map<String, String> why, Instant now) {
        var lacking = new HashMap<String, String>();
        rewards.award(awards).forEach(refusal -> lacking.put(refusal.award().cause(), "budget: " + refusal.name()));
        lacking.forEach((cause, reason) -> note(cause, null, reason));
        var release = rulesets.live().release();
        receipts.store(awards.stream()
                .map(award -> receipt(award, contest, release, lacking, why, now))
                .toList());
    }

    private static Award.Given points(Contest contest, Winner winner) {
        return new Award.Points(winner.prize().points(), contest.name());
    }

    private static Award award(Contest contest, Winner winner, String cause, Instant now, Award.Given given) {
        return new Award(
                winner.member(),
                contest.community(),
                given,
                cause,
                contest.rule(),
                Ids.next(),
                null,
                now,
                contest.by());
    }

    private static Receipt receipt(
            Award award,
            Contest contest,
            String release,
            Map<String, String> lacking,
            Map<String, String> why,
            Instant now) {
        var outcome = outcome(award, lacking);
        return new Receipt(
                Objects.requireNonNull(award.receipt()),
                release,
                award.member().value(),
                award.community(),
                null,
                "contests",
                contest.rule(),
                List.of(new Seen("", why.getOrDefault(award.cause(), ""), contest.id(), true)),
                List.of(outcome),
                now);
    }

    private static Outcome outcome(Award award, Map<String, String> lacking) {
        if (award.given() instanceof Award.Points points) {
            return lacking.containsKey(award.cause())
                    ? new Outcome.NotAwarded(points.points(), points.reason(), "budget")
                    : new Outcome.AwardPoints(points.points(), points.reason());
        }
        return new Outcome.GiveBadge(((Award.Badge) award.given()).badge());
    }

    private boolean insert(Contest contest, Winner winner, String cause, Instant now) {
        return jdbc.sql("""
                insert into prize_given (cause, contest, place, member, community, prize, given, at)
                values (?, ?, ?, ?, ?, ?::jsonb, true, ?) on conflict do nothing
                """)
                        .params(
                                cause,
                                contest.id(),
                                winner.place(),
                                winner.member().value(),
                                contest.community(),
                                Json.mapper().writeValueAsString(winner.prize()),
                                Timestamp.from(now))
                        .update()
                == 1;
    }

    private void note(String cause, @Nullable String detail, String otherwise) {
        jdbc.sql("update prize_given set given = ?, detail = ? where cause = ?")
                .params(Arrays.asList(detail != null, detail == null ? otherwise : detail, cause))
                .update();
    }

    /** Who won what, by place; of a coupon's code only the end, as codes are worth money. */
    public List<Given> given(String contest) {
        return jdbc.sql("""
                select place, member, prize, given, detail, at from prize_given
                where contest = ? order by place, member limit 1000
                """).param(contest).query((row, number) -> read(row)).list();
    }

    private static Given read(ResultSet row) throws SQLException {
        var prize = Json.mapper().readValue(row.getString(3), Prize.class);
        boolean given = row.getBoolean(4);
        var detail = row.getString(5);
        boolean code = given && detail != null && prize.kind() == Prize.Kind.COUPON;
        return new Given(
                row.getInt(1),
                new MemberId(row.getLong(2)),
                prize,
                given,
                code ? "…" + detail.substring(Math.max(0, detail.length() - 4)) : detail,
                row.getTimestamp(6).toInstant());
    }

    private static String badge(Winner winner) {
        return Objects.requireNonNull(winner.prize().badge());
    }

    private static long id(@Nullable Long number) {
        return Objects.requireNonNull(number);
    }
}
