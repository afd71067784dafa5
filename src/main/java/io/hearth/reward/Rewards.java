package io.hearth.reward;

import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import io.hearth.platform.Figures;
import io.hearth.reward.Award.Badge;
import io.hearth.reward.Award.BadgeTaken;
import io.hearth.reward.Award.Benefit;
import io.hearth.reward.Award.Level;
import io.hearth.reward.Award.LevelGrace;
import io.hearth.reward.Award.Points;
import io.hearth.reward.badge.Badges;
import io.hearth.reward.benefit.Benefits;
import io.hearth.reward.budget.Allowances;
import io.hearth.reward.budget.Allowances.Candidate;
import io.hearth.reward.budget.Allowances.Refusal;
import io.hearth.reward.budget.RewardBudgets;
import io.hearth.reward.ledger.Earning;
import io.hearth.reward.ledger.Ledger;
import io.hearth.reward.ledger.Order;
import io.hearth.reward.ledger.Policies;
import io.hearth.reward.level.LevelChecks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gives points, badges and levels, in sets and in the caller's transaction; the same cause gives only once. */
@Component
public class Rewards {

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Policies policies;
    private final RewardBudgets budgets;
    private final Badges badges;
    private final Benefits benefits;
    private final LevelChecks levelChecks;
    private final Figures figures;

    Rewards(
            JdbcClient jdbc,
            Ledger ledger,
            Policies policies,
            RewardBudgets budgets,
            Badges badges,
            Benefits benefits,
            LevelChecks levelChecks,
            Figures figures) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.policies = policies;
        this.budgets = budgets;
        this.badges = badges;
        this.benefits = benefits;
        this.levelChecks = levelChecks;
        this.figures = figures;
    }

    /** What may be given to these until the transaction ends: to be asked before each award, and handed over with them. */
    public Allowances allowances(Collection<Candidate> candidates) {
        return budgets.of(candidates, false);
    }

    /** Gives what budgets allow; what they don't is left out, written down and handed back. */
    public List<Refusal> award(List<Award> awards) {
        var allowances = budgets.of(
                awards.stream()
                        .map(award -> new Candidate(award.member(), award.community(), award.at()))
                        .toList(),
                true);
        var known = ledger.known(awards.stream()
                .filter(award -> award.given() instanceof Points points && points.points() > 0)
                .map(Rewards::order)
                .toList());
        give(
                awards.stream()
                        .filter(award -> known.contains(name(award)) || allowances.allows(award))
                        .toList(),
                allowances,
                ledger::earn);
        budgets.settle(allowances);
        return allowances.refusals();
    }

    /** Whether the cause of an award of points is in the ledger already. */
    boolean knows(Award award) {
        return ledger.known(List.of(order(award))).contains(name(award));
    }

    private static String name(Award award) {
        return award.member().value() + " " + award.community() + " " + award.cause();
    }

    /** Gives what was allowed before, for what was decided just now. */
    public void award(List<Award> awards, Allowances allowances) {
        give(awards, allowances, ledger::earnNew);
        budgets.settle(allowances);
    }

    private void give(List<Award> awards, Allowances allowances, Consumer<List<Earning>> earn) {
        var points = new ArrayList<Award>();
        var badges = new ArrayList<Award>();
        var levels = new ArrayList<Award>();
        var given = new ArrayList<Award>();
        var graces = new ArrayList<Award>();
        for (var award : awards) {
            if (award.given() instanceof Points) {
                points.add(award);
            } else if (award.given() instanceof Badge || award.given() instanceof BadgeTaken) {
                badges.add(award);
            } else if (award.given() instanceof LevelGrace) {
                graces.add(award);
            } else if (award.given() instanceof Benefit) {
                given.add(award);
            } else {
                levels.add(award);
            }
        }
        awardPoints(points, allowances, earn);
        this.badges.apply(badges);
        setLevels(levels);
        levelChecks.grace(graces);
        benefits.apply(given);
    }

    private void awardPoints(List<Award> awards, Allowances allowances, Consumer<List<Earning>> earn) {
        if (awards.isEmpty()) {
            return;
        }
        var given = new ArrayList<Earning>();
        var taken = new ArrayList<Order>();
        for (var award : awards) {
            if (points(award).points() > 0) {
                given.add(earning(award, allowances.payer(award)));
            } else {
                taken.add(order(award));
            }
        }
        earn.accept(given);
        ledger.take(taken);
        figures.done("points", awards, Award::community, Award::at, award -> points(award)
                .points());
    }

    private Earning earning(Award award, @Nullable String payer) {
        var policy = policies.of(award.community());
        int days = Math.max(points(award).afterDays(), policy.holdDays());
        return new Earning(
                award.member(),
                award.community(),
                points(award).points(),
                award.cause(),
                points(award).reason(),
                payer,
                award.rule(),
                award.receipt(),
                award.event(),
                award.at(),
                days == 0 ? null : award.at().plus(Duration.ofDays(days)),
                days == 0 ? policies.expiry(policy, award.at()).orElse(null) : null,
                award.by(),
                null);
    }

    private static Order order(Award award) {
        return new Order(
                award.member(),
                award.community(),
                Math.abs(points(award).points()),
                award.cause(),
                points(award).reason(),
                null,
                null,
                award.at(),
                award.rule(),
                award.receipt(),
                award.event());
    }

    /** The last level of each member counts; one that the member has already changes nothing. */
    private void setLevels(List<Award> awards) {
        if (awards.isEmpty()) {
            return;
        }
        var last = new HashMap<MembershipKey, Award>();
        awards.forEach(award -> last.put(new MembershipKey(award.community(), award.member()), award));
        jdbc.sql("""
                with given (member, community, level, cause, rule, receipt, at) as (
                    select * from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[],
                        ?::timestamptz[])),
                changed as (
                    select g.*, s.level as before from given g left join standing s using (member, community)
                    where s.level is distinct from g.level),
                noted as (
                    insert into level_history (member, community, level, before, at, cause, rule, receipt)
                    select member, community, level, before, at, cause, rule, receipt from changed)
                insert into standing (member, community, level)
                select member, community, level from changed
                on conflict (member, community) do update set level = excluded.level
                """)
                .params(columns(List.copyOf(last.values()), award -> ((Level) award.given()).level()))
                .update();
    }

    private static Points points(Award award) {
        return (Points) award.given();
    }

    private static List<Object> columns(List<Award> awards, Function<Award, String> given) {
        return new ArrayList<>(List.of(
                awards.stream().mapToLong(award -> award.member().value()).toArray(),
                texts(awards, Award::community),
                texts(awards, given),
                texts(awards, Award::cause),
                texts(awards, Award::rule),
                texts(awards, award -> Objects.toString(award.receipt(), null)),
                texts(awards, award -> award.at().toString())));
    }

    private static @Nullable String[] texts(List<Award> awards, Function<Award, @Nullable String> column) {
        return awards.stream().map(column).toArray(String[]::new);
    }

    /** What members have; members without anything are left out. */
    public Map<MembershipKey, Standing> standings(Collection<MembershipKey> keys) {
        var found = new HashMap<MembershipKey, Standing>();
        jdbc.sql("""
                select s.member, s.community, s.points, s.level, s.badges
                from unnest(?::bigint[], ?::text[]) as k (member, community)
                join standing s using (member, community)
                """)
                .params(
                        keys.stream().mapToLong(key -> key.member().value()).toArray(),
                        keys.stream().map(MembershipKey::community).toArray(String[]::new))
                .query(row -> {
                    found.put(
                            new MembershipKey(row.getString("community"), new MemberId(row.getLong("member"))),
                            Standing.read(row));
                });
        return found;
    }

    /** What an account of the ledger adds up to; all accounts together are always zero. */
    public Map<String, Long> accounts(String community) {
        return ledger.accounts(community);
    }
}
