package io.hearth.reward.board;

import io.hearth.account.Audit;
import io.hearth.member.MemberId;
import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import io.hearth.reward.Expect;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Leaderboards, and where one member stands. */
@RestController
@RequestMapping("/api/v1")
class BoardController {

    private final Leaderboards leaderboards;
    private final Audit audit;
    private final TransactionTemplate transaction;

    BoardController(Leaderboards leaderboards, Audit audit, TransactionTemplate transaction) {
        this.leaderboards = leaderboards;
        this.audit = audit;
        this.transaction = transaction;
    }

    record View(String community, String period, LocalDate from, List<Place> items) {}

    /** @param place null for who has earned nothing in that time, or doesn't want to be shown */
    record Own(
            String community,
            String period,
            LocalDate from,
            @Nullable Place place,
            long of) {}

    record Wanted(@Nullable String community, @Nullable Boolean shown) {}

    /** The best; {@code on} any day of a stretch that is over shows how it ended. */
    @GetMapping("/leaderboard")
    View top(
            @RequestParam String community,
            @RequestParam(defaultValue = "week") String period,
            @RequestParam(required = false) @Nullable LocalDate on,
            @RequestParam(required = false) @Nullable Integer limit) {
        var board = board(community, period, on);
        return new View(community, period, board.from(), leaderboards.top(board, Page.limit(limit)));
    }

    @GetMapping("/leaderboard/places/{member}")
    Own place(
            @PathVariable MemberId member,
            @RequestParam String community,
            @RequestParam(defaultValue = "week") String period,
            @RequestParam(required = false) @Nullable LocalDate on) {
        var board = board(community, period, on);
        var standing = leaderboards.standing(board, member);
        return new Own(community, period, board.from(), standing.place(), standing.of());
    }

    /** Takes a member off the community's boards, or back onto them. */
    @PutMapping("/members/{id}/leaderboard")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize("hasRole('MARKETER')")
    void show(@PathVariable MemberId id, @RequestBody Wanted wanted) {
        var community = Expect.text("community", wanted.community(), 64);
        if (wanted.shown() == null) {
            throw Expect.invalid("shown", "Expected true or false.");
        }
        boolean shown = wanted.shown();
        transaction.executeWithoutResult(status -> {
            leaderboards.show(community, id, shown);
            audit.record("leaderboard.shown", id.toString(), null, Map.of("community", community, "shown", shown));
        });
    }

    private Board board(String community, String period, @Nullable LocalDate on) {
        var known = BoardPeriod.parse(period).orElseThrow(() -> Problem.caller(
                        "request.invalid", "Expected day, week, month or all, but got '" + period + "'.")
                .field("period"));
        return Board.of(community, known, Objects.requireNonNullElseGet(on, leaderboards::today));
    }
}
