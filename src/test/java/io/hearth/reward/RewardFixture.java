package io.hearth.reward;

import io.hearth.Api;
import io.hearth.account.Role;
import io.hearth.member.Identity;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;

/** A community of its own for a test, and members in it. */
public final class RewardFixture {

    public final String community = "c-" + UUID.randomUUID().toString().substring(0, 13);
    private final Members members;
    private final TransactionTemplate transaction;

    public RewardFixture(Api api, Members members, TransactionTemplate transaction) {
        this.members = members;
        this.transaction = transaction;
        var founded = api.as(Role.MARKETER)
                .post("/communities", Map.of("slug", community, "name", Map.of("zh", community, "en", community)));
        if (founded.status() != 201) {
            throw new IllegalStateException(founded.toString());
        }
    }

    public MemberId member() {
        var identity = new Identity("test", UUID.randomUUID().toString());
        return Objects.requireNonNull(
                transaction.execute(status -> members.resolve(Set.of(identity)).get(identity)));
    }

    public List<MemberId> members(int count) {
        return java.util.stream.Stream.generate(this::member).limit(count).toList();
    }
}
