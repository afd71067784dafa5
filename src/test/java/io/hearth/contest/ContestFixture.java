package io.hearth.contest;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.Api;
import io.hearth.account.Role;
import io.hearth.community.MembershipChange;
import io.hearth.community.Memberships;
import io.hearth.event.Effects;
import io.hearth.event.EventRef;
import io.hearth.event.LoggedEvent;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.member.MembershipKey;
import io.hearth.platform.Json;
import io.hearth.reward.RewardFixture;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.springframework.transaction.support.TransactionTemplate;

/** A community with members who have joined. */
public final class ContestFixture {

    private static final AtomicLong POSITION = new AtomicLong(System.nanoTime());

    public final RewardFixture rewards;
    public final String community;
    public final Api.Client marketer;
    private final Api api;
    private final Memberships memberships;
    private final TransactionTemplate transaction;

    public ContestFixture(Api api, Members members, Memberships memberships, TransactionTemplate transaction) {
        this.rewards = new RewardFixture(api, members, transaction);
        this.community = rewards.community;
        this.api = api;
        this.memberships = memberships;
        this.transaction = transaction;
        this.marketer = api.as(Role.MARKETER);
    }

    public MemberId joined(Instant at) {
        var member = rewards.member();
        transaction.executeWithoutResult(status -> memberships.apply(List.of(new MembershipChange(
                new MembershipKey(community, member), MembershipChange.Kind.JOINED, null, at, "test"))));
        return member;
    }

    public List<MemberId> joined(int count, Instant at) {
        return Stream.generate(() -> joined(at)).limit(count).toList();
    }

    public LoggedEvent event(MemberId member, String type, Instant at, Map<String, Object> data) {
        return new LoggedEvent(
                new EventRef(901, POSITION.incrementAndGet()),
                "test",
                UUID.randomUUID().toString(),
                type,
                at,
                at,
                member,
                community,
                null,
                Json.mapper().writeValueAsBytes(data),
                null,
                0,
                Effects.ALL);
    }

    public long points(MemberId member) {
        return marketer.get("/members/" + member + "/points?community=" + community)
                .json()
                .path("available")
                .asLong();
    }

    public void balanced() {
        var check = api.as(Role.OPERATOR).post("/ledger/checks", null).json();
        assertThat(check.path("right").asBoolean()).as(check.toString()).isTrue();
    }
}
