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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Of two levels the higher one counts, in the order of the live release's catalogue. */
@Component
class MergedLevels {

    private static final String KIND = "level";

    private final Rewards rewards;
    private final Memberships memberships;
    private final Releases releases;
    private final Kept kept;
    private final JdbcClient jdbc;

    MergedLevels(Rewards rewards, Memberships memberships, Releases releases, Kept kept, JdbcClient jdbc) {
        this.rewards = rewards;
        this.memberships = memberships;
        this.releases = releases;
        this.kept = kept;
        this.jdbc = jdbc;
    }

    void merged(Merge merge) {
        var order = RuleReader.catalogue(releases.live().files()).levels().stream()
                .map(level -> level.name().id())
                .toList();
        var own = levels(merge.member());
        levels(merge.alias()).forEach((community, level) -> {
            var mine = own.get(community);
            if (mine == null || order.indexOf(level) > order.indexOf(mine)) {
                kept.keep(merge, KIND, community, mine == null ? "" : mine);
                set(merge, merge.member(), community, level, merge.cause());
            }
        });
    }

    /** The member has the level of before again, unless a newer one came. */
    void unmerged(Merge merge) {
        var now = levels(merge.member());
        var others = levels(merge.alias());
        kept.data(merge, KIND).forEach((community, before) -> {
            if (!before.isEmpty() && Objects.equals(now.get(community), others.get(community))) {
                set(merge, merge.member(), community, before, "un" + merge.cause());
            }
        });
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

    private Map<String, String> levels(MemberId member) {
        var found = new HashMap<String, String>();
        jdbc.sql("select community, level from standing where member = ? and level is not null")
                .param(member.value())
                .query(row -> {
                    found.put(row.getString(1), row.getString(2));
                });
        return found;
    }
}
