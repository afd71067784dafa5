package io.hearth.automation;

import io.hearth.community.MembershipChange;
import io.hearth.community.Memberships;
import io.hearth.content.Releases;
import io.hearth.decision.language.RuleReader;
import io.hearth.member.Kept;
import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import io.hearth.member.Merge;
import io.hearth.reward.Award;
import io.hearth.reward.Rewards;
import io.hearth.reward.level.LevelChecks;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Of two levels the higher one counts, in the order of the live release's catalogue, with the days of grace that it has; of
 * the same level the one that lasts longer.
 */
@Component
class MergedLevels {

    private static final String KIND = "level";
    private static final String GRACE = "level-grace";

    private final Rewards rewards;
    private final LevelChecks checks;
    private final Memberships memberships;
    private final Releases releases;
    private final Kept kept;
    private final JdbcClient jdbc;

    MergedLevels(
            Rewards rewards,
            LevelChecks checks,
            Memberships memberships,
            Releases releases,
            Kept kept,
            JdbcClient jdbc) {
        this.rewards = rewards;
        this.checks = checks;
        this.memberships = memberships;
        this.releases = releases;
        this.kept = kept;
        this.jdbc = jdbc;
    }

    /** @param until the end of the days of grace; null where the level is not about to be lost */
    private record Held(
            String level,
            @Nullable String fallsTo,
            @Nullable Instant until) {

        boolean outlasts(Held other) {
            return other.until != null && (until == null || until.isAfter(other.until));
        }
    }

    void merged(Merge merge) {
        var order = RuleReader.catalogue(releases.live().files()).levels().stream()
                .map(level -> level.name().id())
                .toList();
        var own = levels(merge.member());
        levels(merge.alias()).forEach((community, theirs) -> {
            var mine = own.get(community);
            boolean higher = mine == null || order.indexOf(theirs.level()) > order.indexOf(mine.level());
            if (higher) {
                kept.keep(merge, KIND, community, mine == null ? "" : mine.level());
                set(merge, merge.member(), community, theirs.level(), merge.cause());
            }
            boolean longer = mine != null && theirs.level().equals(mine.level()) && theirs.outlasts(mine);
            if (higher || longer) {
                kept.keep(
                        merge,
                        GRACE,
                        community,
                        mine == null || mine.until() == null ? "" : mine.until() + " " + mine.fallsTo());
                grace(merge, community, theirs.fallsTo(), theirs.until());
            }
        });
    }

    /** The member has the level of before again, with its grace, unless a newer one came. */
    void unmerged(Merge merge) {
        var now = levels(merge.member());
        var others = levels(merge.alias());
        kept.data(merge, KIND).forEach((community, before) -> {
            if (!before.isEmpty() && Objects.equals(level(now, community), level(others, community))) {
                set(merge, merge.member(), community, before, "un" + merge.cause());
            }
        });
        kept.data(merge, GRACE).forEach((community, before) -> {
            if (Objects.equals(now.get(community), others.get(community))) {
                var parts = before.split(" ", 2);
                grace(
                        merge,
                        community,
                        before.isEmpty() ? null : parts[1],
                        before.isEmpty() ? null : Instant.parse(parts[0]));
            }
        });
        var looks = new HashMap<MembershipKey, Instant>();
        others.forEach((community, theirs) -> {
            if (theirs.until() != null) {
                looks.put(new MembershipKey(community, merge.alias()), theirs.until());
            }
        });
        checks.lookAt(looks);
    }

    private void set(Merge merge, MemberId member, String community, String level, String cause) {
        rewards.award(List.of(new Award(
                member,
                community,
                new Award.Level(level),
                cause + "/" + community,
                "identity",
                null,
                cause,
                merge.at())));
        memberships.apply(List.of(new MembershipChange(
                new MembershipKey(community, member), MembershipChange.Kind.LEVEL, level, merge.at(), cause)));
    }

    private void grace(Merge merge, String community, @Nullable String fallsTo, @Nullable Instant until) {
        checks.grace(List.of(new Award(
                merge.member(),
                community,
                new Award.LevelGrace(fallsTo, until),
                merge.cause() + "/grace/" + community,
                "identity",
                null,
                merge.cause(),
                merge.at())));
    }

    private static @Nullable String level(Map<String, Held> levels, String community) {
        var held = levels.get(community);
        return held == null ? null : held.level();
    }

    private Map<String, Held> levels(MemberId member) {
        var found = new HashMap<String, Held>();
        jdbc.sql("""
                select community, level, grace_level, grace_until from standing where member = ? and level is not null
                """).param(member.value()).query(row -> {
            var until = row.getTimestamp(4);
            found.put(
                    row.getString(1),
                    new Held(row.getString(2), row.getString(3), until == null ? null : until.toInstant()));
        });
        return found;
    }
}
