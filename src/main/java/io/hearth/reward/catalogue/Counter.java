package io.hearth.reward.catalogue;

import io.hearth.member.MemberId;
import io.hearth.platform.GroupCommit;
import io.hearth.platform.Problem;
import io.hearth.reward.catalogue.Catalogue.Answer;
import io.hearth.reward.catalogue.Catalogue.Bought;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where members buy: those who come at the same time are served in one transaction. */
@Component
class Counter extends GroupCommit<Counter.Customer> {

    private static final int LARGEST = 64;
    private static final int LONGEST_QUEUE = 2_000;

    private final Catalogue catalogue;

    record Customer(Wish wish, AtomicReference<@Nullable Answer> answer) {}

    Counter(Catalogue catalogue) {
        super("catalogue", LARGEST);
        this.catalogue = catalogue;
    }

    /** Answers when the purchase is durable. */
    Bought buy(Wish wish) {
        if (waiting() >= LONGEST_QUEUE) {
            throw Problem.dependency("catalogue-busy", "Expected to serve " + wish.member() + ", but too many wait.");
        }
        var customer = new Customer(wish, new AtomicReference<>());
        join(customer, 1, "serve " + wish.member());
        var answer = Objects.requireNonNull(customer.answer.get());
        if (answer.refusal() != null) {
            throw answer.refusal();
        }
        return Objects.requireNonNull(answer.bought());
    }

    /** One thing for each member at a time; who wants more waits for the next round. */
    @Override
    protected void carryOut(List<Customer> customers) {
        for (var left = unserved(customers); !left.isEmpty(); left = unserved(left)) {
            var round = new LinkedHashMap<MemberId, Customer>();
            left.forEach(customer -> round.putIfAbsent(customer.wish.member(), customer));
            var answers =
                    catalogue.redeem(round.values().stream().map(Customer::wish).toList());
            round.values().forEach(customer -> customer.answer.set(answers.get(customer.wish.id())));
        }
    }

    private static List<Customer> unserved(List<Customer> customers) {
        return customers.stream()
                .filter(customer -> customer.answer.get() == null)
                .toList();
    }
}
