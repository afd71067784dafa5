package io.hearth.reward.board;

import io.hearth.member.Erasure;
import io.hearth.member.MemberId;
import io.hearth.reward.board.StoredBoards.Said;
import io.hearth.reward.board.StoredBoards.Standing;
import io.hearth.reward.ledger.Earned;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Who has earned most, by day, week, month and all time. Kept in Redis for speed; the ledger is the truth, from which a
 * board is made when it isn't there, and anew every so often behind those who look at it. While Redis is away the ledger
 * answers by itself.
 */
@Component
class Leaderboards implements Earned.Listener, Erasure, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Leaderboards.class);

    private final StoredBoards stored;
    private final BoardLedger ledger;
    private final BoardSettings settings;
    private final Clock clock;
    private final Map<Board, Set<Long>> earned = new ConcurrentHashMap<>();
    private final Set<Board> aging = ConcurrentHashMap.newKeySet();
    private final ExecutorService maker = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "leaderboards");
        thread.setDaemon(true);
        return thread;
    });

    Leaderboards(StoredBoards stored, BoardLedger ledger, BoardSettings settings, Clock clock) {
        this.stored = stored;
        this.ledger = ledger;
        this.settings = settings;
        this.clock = clock;
    }

    /** Notes what the current transaction enters, once it is committed. */
    @Override
    public void earned(List<Earned> entered) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                note(entered);
            }
        });
    }

    private record Day(String community, LocalDate day) {}

    private void note(List<Earned> entered) {
        var byDay = new HashMap<Day, Set<Long>>();
        for (var one : entered) {
            var day = new Day(one.community(), one.at().atZone(settings.zone()).toLocalDate());
            byDay.computeIfAbsent(day, unused -> new HashSet<>())
                    .add(one.member().value());
        }
        byDay.forEach((day, members) -> {
            for (var period : BoardPeriod.values()) {
                // In one step, so that nobody is added to a set that was taken out meanwhile.
                earned.merge(Board.of(day.community, period, day.day), new HashSet<>(members), (known, more) -> {
                    known.addAll(more);
                    return known;
                });
            }
        });
    }

    /**
     * Puts those who earned something where the ledger says, on the boards that are in Redis; the others are made when
     * somebody looks. What was earned while a board is being made waits until it is complete.
     */
    @Scheduled(fixedDelayString = "${hearth.reward.flush:500ms}")
    void flush() {
        for (var board : List.copyOf(earned.keySet())) {
            if (stored.isBeingMade(board)) {
                continue;
            }
            var members = earned.remove(board);
            if (members != null && stored.has(board)) {
                ledger.points(board, members)
                        .forEach((member, points) -> stored.put(board, new MemberId(member), points));
            }
        }
    }

    LocalDate today() {
        return clock.instant().atZone(settings.zone()).toLocalDate();
    }

    List<Place> top(Board board, int limit) {
        return ask(board, () -> stored.top(board, limit)).orElseGet(() -> ledger.top(board, limit));
    }

    /**
     * Where one member stands, however far down, and among how many; without a place for who has earned nothing or doesn't
     * want to be shown.
     */
    Standing standing(Board board, MemberId member) {
        return ask(board, () -> stored.standing(board, member))
                .orElseGet(() -> new Standing(ledger.place(board, member).orElse(null), ledger.size(board)));
    }

    /** Asks Redis; a board that isn't there is made first, unless somebody else is at it. */
    private <T> Optional<T> ask(Board board, Supplier<Optional<Said<T>>> question) {
        var said = question.get();
        if (said.isEmpty() && stored.begin(board, settings.buildWithin()) && rebuild(board)) {
            said = question.get();
        }
        said.ifPresent(one -> {
            if (one.left().compareTo(settings.rebuildAfter()) < 0) {
                renew(board);
            }
        });
        return said.map(Said::what);
    }

    /** A board that has stood for long is made anew while it still answers. */
    private void renew(Board board) {
        if (aging.add(board)) {
            maker.execute(() -> {
                try {
                    if (stored.begin(board, settings.buildWithin())) {
                        rebuild(board);
                    }
                } catch (RuntimeException fault) {
                    log.warn("Expected to make leaderboard {} anew, but {}", board.key(), fault.toString());
                } finally {
                    aging.remove(board);
                }
            });
        }
    }

    /** Makes a board anew beside the old one, which is there until the new one is complete. */
    boolean rebuild(Board board) {
        return stored.make(board, settings.rebuildAfter().multipliedBy(2), fresh -> ledger.each(board, fresh::add));
    }

    /** Takes a member off all boards that are there, or lets them come back the next time these are made. */
    void show(String community, MemberId member, boolean shown) {
        ledger.absent(community, member, !shown, clock.instant());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                takeOff(community, member, shown);
            }
        });
    }

    private void takeOff(String community, MemberId member, boolean shown) {
        for (var period : BoardPeriod.values()) {
            var board = Board.of(community, period, today());
            if (shown) {
                stored.drop(board);
            } else {
                stored.takeOff(board, member);
            }
        }
    }

    @Override
    public void erase(MemberId member) {
        ledger.forget(member);
    }

    @Override
    public void destroy() {
        maker.shutdownNow();
    }
}
