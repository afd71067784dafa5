package io.hearth.reward.catalogue;

import io.hearth.member.MembershipKey;
import io.hearth.platform.Problem;
import io.hearth.reward.catalogue.Catalogue.Answer;
import io.hearth.reward.catalogue.Catalogue.Bought;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.http.HttpStatus;

/** The wishes of a group that nothing stands in the way of so far, and the answers to the others. */
final class Left {

    private final Map<UUID, Answer> answers = new HashMap<>();
    private final List<UUID> refused = new ArrayList<>();
    private List<Wish> wishes;

    Left(List<Wish> wishes) {
        this.wishes = wishes;
    }

    List<Wish> wishes() {
        return wishes;
    }

    List<MembershipKey> members() {
        return wishes.stream().map(Left::key).toList();
    }

    List<UUID> refused() {
        return refused;
    }

    Map<UUID, Answer> answers() {
        return answers;
    }

    void refuse(Predicate<Wish> which, String code, Function<Wish, String> why) {
        answer(which, wish -> {
            refused.add(wish.id());
            return refusal(wish, code, why.apply(wish));
        });
    }

    void answer(Predicate<Wish> which, Function<Wish, Answer> answer) {
        var going = new ArrayList<Wish>(wishes.size());
        for (var wish : wishes) {
            if (which.test(wish)) {
                answers.put(wish.id(), answer.apply(wish));
            } else {
                going.add(wish);
            }
        }
        wishes = going;
    }

    void got(Wish wish, Bought bought) {
        answers.put(wish.id(), new Answer(bought, null));
    }

    static MembershipKey key(Wish wish) {
        return new MembershipKey(wish.item().community(), wish.member());
    }

    static Answer refusal(Wish wish, String code, String why) {
        return new Answer(
                null,
                Problem.caller(
                        HttpStatus.CONFLICT,
                        code,
                        "Expected to give " + wish.member() + " item "
                                + wish.item().id() + ", but " + why + "."));
    }
}
