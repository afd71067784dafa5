package io.hearth.reward.badge;

import io.hearth.reward.Award;
import io.hearth.reward.Award.Badge;
import io.hearth.reward.Award.BadgeTaken;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Gives, raises and takes back badges, in sets and in the caller's transaction. A higher level takes the place of a lower
 * one, a lower one changes nothing, and the same cause changes nothing twice.
 */
@Component
public class Badges {

    private static final String ASKED = """
            with asked (member, community, badge, cause, rule, receipt, at, by_whom, reason, level, rank, reached, again)
            as (select * from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[],
                ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::smallint[], ?::text[], ?::boolean[])),
            fresh as (
                select distinct on (member, community, badge) a.* from asked a
                where not exists (
                    select from badge_history h
                    where h.member = a.member and h.community = a.community and h.badge = a.badge and h.cause = a.cause)
                order by member, community, badge, rank desc),
            """;

    private static final String GIVE = ASKED + """
            granted as (
                insert into badge_grant as g
                    (member, community, badge, given_at, cause, rule, receipt, level, rank, reached, by_whom)
                select member, community, badge, at, cause, rule, receipt, level, rank, string_to_array(reached, ','), by_whom
                from fresh
                on conflict (member, community, badge) do update set given_at = excluded.given_at,
                    cause = excluded.cause, rule = excluded.rule, receipt = excluded.receipt, level = excluded.level,
                    rank = excluded.rank, reached = excluded.reached, by_whom = excluded.by_whom, revoked_at = null
                where g.revoked_at is null and g.rank < excluded.rank or g.revoked_at is not null and g.again
                returning g.member, g.community, g.badge, g.reached),
            noted as (
                insert into badge_history
                    (member, community, badge, level, act, reached, at, cause, rule, receipt, by_whom, reason)
                select f.member, f.community, f.badge, f.level,
                    case when exists (
                        select from badge_grant b where b.member = f.member and b.community = f.community
                          and b.badge = f.badge and b.revoked_at is null) then 'raised' else 'given' end,
                    g.reached, f.at, f.cause, f.rule, f.receipt, f.by_whom, f.reason
                from fresh f join granted g using (member, community, badge)
                on conflict do nothing)
            insert into standing as s (member, community, badges)
            select g.member, g.community, array_agg(word order by g.badge, place)
            from granted g, unnest(g.reached) with ordinality as r (word, place)
            group by g.member, g.community
            on conflict (member, community) do update set badges =
                array(select word from unnest(s.badges) as b (word) where word <> all (excluded.badges)) || excluded.badges
            """;

    private static final String TAKE = ASKED + """
            taken as (
                update badge_grant g set revoked_at = f.at, again = f.again
                from fresh f
                where g.member = f.member and g.community = f.community and g.badge = f.badge
                  and (g.revoked_at is null or g.again <> f.again)
                returning g.member, g.community, g.badge, g.level, g.again),
            noted as (
                insert into badge_history
                    (member, community, badge, level, act, reached, at, cause, rule, receipt, by_whom, reason)
                select f.member, f.community, f.badge, t.level, case when f.again then 'revoked' else 'barred' end,
                    '{}', f.at, f.cause, f.rule, f.receipt, f.by_whom, f.reason
                from fresh f join taken t using (member, community, badge)
                on conflict do nothing)
            update standing s set
                badges = array(
                    select word from unnest(s.badges) as b (word) where split_part(word, '/', 1) <> all (t.badges)),
                barred = array(select word from unnest(s.barred) as b (word) where word <> all (t.badges)) || t.barred
            from (
                select member, community, array_agg(badge) as badges,
                    coalesce(array_agg(badge) filter (where not again), '{}') as barred
                from taken group by member, community) t
            where s.member = t.member and s.community = t.community
            """;

    private final JdbcClient jdbc;
    private final BadgeLevels levels;

    Badges(JdbcClient jdbc, BadgeLevels levels) {
        this.jdbc = jdbc;
        this.levels = levels;
    }

    /** Gives and takes back in the order in which it is asked; returns how many members this changed something for. */
    public int apply(List<Award> awards) {
        int changed = 0;
        for (int from = 0; from < awards.size(); ) {
            boolean gives = awards.get(from).given() instanceof Badge;
            int to = from + 1;
            while (to < awards.size() && awards.get(to).given() instanceof Badge == gives) {
                to++;
            }
            changed += write(awards.subList(from, to), gives);
            from = to;
        }
        return changed;
    }

    private int write(List<Award> awards, boolean gives) {
        var given = awards.stream().map(this::asked).toList();
        return jdbc.sql(gives ? GIVE : TAKE)
                .params(new ArrayList<>(List.of(
                        given.stream()
                                .mapToLong(one -> one.award.member().value())
                                .toArray(),
                        texts(given, one -> one.award.community()),
                        texts(given, Asked::badge),
                        texts(given, one -> one.award.cause()),
                        texts(given, one -> one.award.rule()),
                        texts(given, one -> Objects.toString(one.award.receipt(), null)),
                        texts(given, one -> one.award.at().toString()),
                        texts(given, one -> one.award.by()),
                        texts(given, Asked::reason),
                        texts(given, one -> one.reached.level()),
                        given.stream().mapToInt(one -> one.reached.rank()).toArray(),
                        texts(given, one -> String.join(",", one.reached.words())),
                        given.stream().map(Asked::again).toArray(Boolean[]::new))))
                .update();
    }

    private record Asked(
            Award award, String badge, @Nullable String reason, BadgeLevels.Reached reached, boolean again) {}

    private Asked asked(Award award) {
        if (award.given() instanceof Badge badge) {
            return new Asked(award, badge.badge(), badge.reason(), levels.reached(badge.badge(), badge.level()), true);
        }
        var taken = (BadgeTaken) award.given();
        return new Asked(
                award, taken.badge(), taken.reason(), new BadgeLevels.Reached(null, 0, List.of()), taken.again());
    }

    private static @Nullable String[] texts(List<Asked> asked, Function<Asked, @Nullable String> column) {
        return asked.stream().map(column).toArray(String[]::new);
    }
}
