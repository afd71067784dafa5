package io.hearth.contest.challenge;

import io.hearth.contest.Prizes;
import io.hearth.contest.Prizes.Contest;
import io.hearth.contest.Prizes.Winner;
import io.hearth.contest.challenge.Challenge.Measure;
import io.hearth.event.NewEvent;
import io.hearth.platform.OneByOne;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Ends challenges: the board is final, and the prizes are given, once. */
@Component
class Closing {

    private static final Logger log = LoggerFactory.getLogger(Closing.class);

    /** What happened before the end may still arrive for so long. */
    private static final Duration LATE = Duration.ofMinutes(10);

    private static final int MOST = 50;

    private final ChallengeTable challenges;
    private final EntryTable entries;
    private final Prizes prizes;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Closing(
            ChallengeTable challenges,
            EntryTable entries,
            Prizes prizes,
            TransactionTemplate transaction,
            Clock clock) {
        this.challenges = challenges;
        this.entries = entries;
        this.prizes = prizes;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${hearth.reward.calendar:1s}")
    void look() {
        try {
            var ended = challenges.ended(clock.instant().minus(LATE), MOST).stream()
                    .filter(one -> one.measure() != Measure.JUDGED || entries.unjudged(one) == 0)
                    .toList();
            OneByOne.each(ended, "close challenge", Challenge::id, log, one -> close(one, NewEvent.HEARTH));
        } catch (RuntimeException fault) {
            log.warn("Expected to close challenges, but {}", fault.toString());
        }
    }

    /** Closes it unless that was done before; the points are added up in a transaction of their own, before anybody's balance is locked. */
    void close(Challenge challenge, String by) {
        if (challenge.measure() == Measure.POINTS) {
            transaction.executeWithoutResult(status -> entries.countPoints(challenge, null));
        }
        transaction.executeWithoutResult(status -> {
            if (challenges.close(challenge.id(), by, clock.instant())) {
                give(challenge, by);
            }
        });
    }

    private void give(Challenge challenge, String by) {
        var winners = new ArrayList<Winner>();
        var best = entries.best(challenge.id(), challenge.lastPlace());
        for (int i = 0; i < best.size(); i++) {
            int place = i + 1;
            var entry = best.get(i);
            if (entry.score().signum() > 0) {
                challenge.prizes().stream()
                        .filter(one -> one.from() <= place && place <= one.to())
                        .forEach(one -> winners.add(new Winner(
                                place,
                                entry.member(),
                                one.prize(),
                                entry.score().toPlainString())));
            }
        }
        prizes.give(new Contest(challenge.key(), challenge.nameEn(), challenge.community(), by), winners);
    }
}
