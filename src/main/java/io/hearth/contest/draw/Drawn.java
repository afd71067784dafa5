package io.hearth.contest.draw;

import io.hearth.contest.Prizes;
import io.hearth.contest.Prizes.Contest;
import io.hearth.contest.Prizes.Winner;
import io.hearth.event.NewEvent;
import io.hearth.platform.OneByOne;
import io.hearth.platform.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Closes the list, draws, and gives the prizes; each once. */
@Component
class Drawn {

    private static final Logger log = LoggerFactory.getLogger(Drawn.class);

    /** What happened before the end may still arrive for so long. */
    private static final Duration LATE = Duration.ofMinutes(10);

    private static final int MOST = 50;

    private final DrawTable draws;
    private final Prizes prizes;
    private final PublicValue publicValue;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Drawn(DrawTable draws, Prizes prizes, PublicValue publicValue, TransactionTemplate transaction, Clock clock) {
        this.publicValue = publicValue;
        this.draws = draws;
        this.prizes = prizes;
        this.transaction = transaction;
        this.clock = clock;
    }

    private void drawByItself(Draw draw) {
        transaction.executeWithoutResult(status -> {
            close(draw.id(), clock.instant());
            if (draw.publicSource() == null) {
                draw(draw.id(), "", NewEvent.HEARTH);
            }
        });
    }

    @Scheduled(fixedDelayString = "${hearth.reward.calendar:1s}")
    void look() {
        try {
            OneByOne.each(draws.ended(clock.instant().minus(LATE), MOST), "draw", Draw::id, log, this::drawByItself);
        } catch (RuntimeException fault) {
            log.warn("Expected to draw, but {}", fault.toString());
        }
    }

    /** Freezes who takes part; again changes nothing. */
    @Transactional
    Draw close(long id, Instant at) {
        var draw = locked(id);
        if (at.isBefore(draw.endsAt())) {
            throw Problem.caller(
                    HttpStatus.CONFLICT,
                    "draw.not-ended",
                    "Expected draw " + id + " to have ended, but it lasts until " + draw.endsAt() + ".");
        }
        if (draw.closedAt() == null) {
            var list = Drawing.list(draws.entrants(id));
            draws.close(id, list, Drawing.sha256(list), at);
            if (draw.publicSource() != null) {
                publicValue.ask(draw);
            }
        }
        return locked(id);
    }

    /** Draws from the closed list and gives the prizes; again changes nothing, whatever value is told. */
    @Transactional
    Draw draw(long id, String publicValue, String by) {
        var draw = locked(id);
        if (draw.closedAt() == null || draw.listHash() == null) {
            throw Problem.caller(
                    HttpStatus.CONFLICT, "draw.open", "Expected draw " + id + " to be closed before it is drawn.");
        }
        if (draw.drawnAt() != null) {
            return draw;
        }
        if ((draw.publicSource() == null) != publicValue.isEmpty()) {
            throw Problem.caller(
                            "draw.public-value",
                            draw.publicSource() == null
                                    ? "Expected no public value, as draw " + id + " names no source for one."
                                    : "Expected the value from '" + draw.publicSource() + "' to draw " + id + ".")
                    .field("publicValue");
        }
        var seed = Drawing.seed(draw.secret(), draw.listHash(), publicValue);
        var entrants = Drawing.entrants(draws.list(id).orElse(""));
        draws.drawn(id, publicValue, seed, by, clock.instant());
        this.publicValue.noLonger(id);
        if (!entrants.isEmpty()) {
            prizes.give(
                    new Contest(draw.key(), draw.nameEn(), draw.community(), by),
                    winners(draw, Drawing.draw(entrants, seed, draw.winners())));
        }
        return locked(id);
    }

    private static List<Winner> winners(Draw draw, Drawing.Result result) {
        var winners = new ArrayList<Winner>();
        for (int i = 0; i < result.winners().size(); i++) {
            winners.add(new Winner(i + 1, result.winners().get(i), draw.prize(i + 1), "drawn"));
        }
        return winners;
    }

    private Draw locked(long id) {
        return draws.lock(id).orElseThrow(() -> Problem.notFound("draw", Long.toString(id)));
    }
}
