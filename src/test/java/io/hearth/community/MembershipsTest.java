package io.hearth.community;

import static io.hearth.community.MembershipChange.Kind.APPLIED;
import static io.hearth.community.MembershipChange.Kind.CHARTER_ACCEPTED;
import static io.hearth.community.MembershipChange.Kind.JOINED;
import static io.hearth.community.MembershipChange.Kind.LEFT;
import static io.hearth.community.MembershipChange.Kind.LEVEL;
import static io.hearth.community.MembershipChange.Kind.MUTED;
import static io.hearth.community.MembershipChange.Kind.REMOVED;
import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.HearthTest;
import io.hearth.community.Membership.Status;
import io.hearth.member.Identity;
import io.hearth.member.Members;
import io.hearth.member.MembershipKey;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@HearthTest
class MembershipsTest {

    private static final Instant MONDAY = Instant.parse("2026-03-09T08:00:00Z");

    @Autowired
    Memberships memberships;

    @Autowired
    Communities communities;

    @Autowired
    Members members;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void letsWhoeverAppliesIntoAnOpenCommunity() {
        var key = in(JoinPolicy.OPEN);

        apply(key, APPLIED);

        var membership = memberships.load(List.of(key)).get(key);
        assertThat(membership.status()).isEqualTo(Status.ACTIVE);
        assertThat(membership.joined()).isEqualTo(MONDAY);
    }

    @Test
    void waitsForAReviewAndHearsNoApplicationWhereOneIsAsked() {
        var reviewed = in(JoinPolicy.REVIEW);
        var invited = in(JoinPolicy.INVITATION);

        apply(reviewed, APPLIED);
        apply(invited, APPLIED);

        assertThat(memberships.load(List.of(reviewed)).get(reviewed).status()).isEqualTo(Status.APPLIED);
        assertThat(memberships.load(List.of(invited))).isEmpty();
    }

    @Test
    void appliesManyChangesOfOneMemberInTheirOrder() {
        var key = in(JoinPolicy.OPEN);
        transaction.executeWithoutResult(status -> communities.publishCharter(key.community(), "好", "Be good", "anna"));

        apply(key, JOINED, CHARTER_ACCEPTED, MUTED, LEVEL);

        var membership = memberships.load(List.of(key)).get(key);
        assertThat(membership.status()).isEqualTo(Status.MUTED);
        assertThat(membership.charterVersion()).isEqualTo(1);
        assertThat(membership.level()).isEqualTo("gold");
        assertThat(memberships.countByStatus(key.community())).containsEntry("muted", 1L);
    }

    @Test
    void keepsARemovedMemberOutWhateverThePlatformSays() {
        var key = in(JoinPolicy.OPEN);

        apply(key, JOINED, REMOVED, JOINED, APPLIED);

        assertThat(memberships.load(List.of(key)).get(key).status()).isEqualTo(Status.REMOVED);
    }

    @Test
    void changesNothingWhenAppliedTwice() {
        var key = in(JoinPolicy.OPEN);
        apply(key, JOINED, LEFT);
        var once = memberships.load(List.of(key));

        apply(key, LEFT);

        assertThat(memberships.load(List.of(key))).isEqualTo(once);
    }

    private MembershipKey in(JoinPolicy policy) {
        var slug = "c-" + UUID.randomUUID();
        communities.create(
                new Community(slug, "名", "Name", "", policy, ZoneId.of("Asia/Shanghai"), List.of(), 0, MONDAY));
        var identity = new Identity("test", slug);
        return new MembershipKey(slug, members.resolve(List.of(identity)).get(identity));
    }

    private void apply(MembershipKey key, MembershipChange.Kind... kinds) {
        transaction.executeWithoutResult(status -> memberships.apply(Stream.of(kinds)
                .map(kind -> new MembershipChange(key, kind, kind == LEVEL ? "gold" : null, MONDAY, "test"))
                .toList()));
    }
}
