package io.hearth.reward.catalogue;

import io.hearth.member.MemberId;
import io.hearth.platform.GroupCommit;
import io.hearth.platform.Problem;
import io.hearth.reward.catalogue.Catalogue.Answer;
import io.hearth.reward.catalogue.Catalogue.Bought;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Where members buy: those who come at the same time are served in one transaction. */
@Component
class Counter implements SmartLifecycle {

    private static final int LARGEST = 64;
    private static final int LONGEST_QUEUE = 2_000;

    private final Catalogue catalogue;
    private final GroupCommit<Customer> queue = new GroupCommit<>("catalogue", LARGEST, this::serve);

    private record Customer(Wish wish, AtomicReference<@Nullable Answer> answer) {}

    Counter(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Answers when the purchase is durable. */
    Bought buy(Wish wish) {
        if (queue.waiting() >= LONGEST_QUEUE) {
            throw Problem.dependency("catalogue.busy", "Expected to serve " + wish.member() + ", but too many wait.");
        }
        var customer = new Customer(wish, new AtomicReference<>());
        try {
            queue.add(customer, 1).get(30, TimeUnit.SECONDS);
            var answer = Objects.requireNonNull(customer.answer.get());
            if (answer.refusal() != null) {
                throw answer.refusal();
            }
            return Objects.requireNonNull(answer.bought());
        } catch (ExecutionException | TimeoutException e) {
            throw Problem.dependency(
                    "catalogue.unavailable",
                    "Expected to serve " + wish.member()
                            + ", but the database did not answer in time; ask again with the same key, which is safe.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.dependency("catalogue.closed", "Expected to serve members, but the server is stopping.");
        }
    }

    /** One thing for each member at a time; who wants more waits for the next round. */
    private void serve(List<Customer> customers) {
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

    @Override
    public void start() {
        queue.start();
    }

    @Override
    public void stop() {
        queue.stop();
    }

    @Override
    public boolean isRunning() {
        return queue.isOpen();
    }

    /** Before the web server, so that no request finds it closed. */
    @Override
    public int getPhase() {
        return 0;
    }
}
