package io.hearth.contest.challenge;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.contest.Prize;
import io.hearth.contest.Prizes;
import io.hearth.contest.challenge.Challenge.Measure;
import io.hearth.contest.challenge.Challenge.Place;
import io.hearth.contest.challenge.EntryTable.Entry;
import io.hearth.event.KnownCommunities;
import io.hearth.member.MemberId;
import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import io.hearth.reward.Expect;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Challenges: made, entered, watched, closed. */
@RestController
@RequestMapping("/api/v1/challenges")
class ChallengeController {

    private static final int MOST_PRIZES = 20;
    private static final int LAST_PLACE = 1_000;
    private static final int MOST_JUDGES = 9;
    private static final BigDecimal MOST_PER_DAY = BigDecimal.valueOf(1_000_000_000);
    private static final Pattern TYPE = Pattern.compile("[A-Za-z][A-Za-z0-9._:-]{0,127}");

    private final ChallengeTable challenges;
    private final EntryTable entries;
    private final Entering entering;
    private final Judging judging;
    private final Closing closing;
    private final Prizes prizes;
    private final KnownCommunities communities;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ChallengeController(
            ChallengeTable challenges,
            EntryTable entries,
            Entering entering,
            Judging judging,
            Closing closing,
            Prizes prizes,
            KnownCommunities communities,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.challenges = challenges;
        this.entries = entries;
        this.entering = entering;
        this.judging = judging;
        this.closing = closing;
        this.prizes = prizes;
        this.communities = communities;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    record Name(@Nullable String zh, @Nullable String en) {}

    record WantedPlace(@Nullable Integer from, @Nullable Integer to, Prize.@Nullable Wanted prize) {}

    record Wanted(
            @Nullable String community,
            @Nullable Name name,
            @Nullable String about,
            @Nullable String segment,
            @Nullable String measure,
            @Nullable String eventType,
            @Nullable String field,
            @Nullable BigDecimal mostPerDay,
            @Nullable String rule,
            @Nullable Integer judges,
            @Nullable String judgeGroup,
            @Nullable List<WantedPlace> prizes,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt) {}

    record WantedEntry(
            @Nullable MemberId member,
            @Nullable String text,
            @Nullable String link) {}

    record Reason(@Nullable String reason) {}

    record View(
            String id,
            String community,
            Map<String, String> name,
            @Nullable String about,
            @Nullable String segment,
            String measure,
            @Nullable String eventType,
            @Nullable String field,
            @Nullable BigDecimal mostPerDay,
            @Nullable String rule,
            int judges,
            @Nullable String judgeGroup,
            List<Place> prizes,
            Instant startsAt,
            Instant endsAt,
            @Nullable Instant closedAt) {}

    /** @param out who is not ranked, and why, on the first page */
    record Board(List<Ranked> items, @Nullable String next, List<Entry> out) {}

    record Ranked(long place, Entry entry) {}

    @GetMapping
    Page<View> list(
            @RequestParam(required = false) @Nullable String community,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Long after) {
        var page = challenges.list(community, Page.limit(limit), after);
        return new Page<>(page.items().stream().map(ChallengeController::view).toList(), page.next());
    }

    @GetMapping("/{id}")
    View find(@PathVariable long id) {
        return view(existing(id));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @PreAuthorize("hasRole('MARKETER')")
    View create(@RequestBody Wanted wanted) {
        var challenge = challenge(wanted);
        long id = Objects.requireNonNull(transaction.execute(status -> {
            long made = challenges.insert(challenge, Caller.current().name(), clock.instant());
            audit.record("challenge.created", Long.toString(made), null, wanted);
            return made;
        }));
        return find(id);
    }

    @GetMapping("/{id}/board")
    Board board(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Long after) {
        existing(id);
        long from = after == null ? 0 : Math.max(0, after);
        var page = entries.board(id, Page.limit(limit), from);
        var ranked = java.util.stream.IntStream.range(0, page.items().size())
                .mapToObj(i -> new Ranked(from + i + 1, page.items().get(i)))
                .toList();
        return new Board(ranked, page.next(), from == 0 ? entries.out(id) : List.of());
    }

    /** Enters a member, as an event of type {@code challenge.entered} does; entering again changes nothing. */
    @PostMapping("/{id}/entries")
    @PreAuthorize("hasRole('MARKETER')")
    Entry enter(@PathVariable long id, @RequestBody WantedEntry wanted) {
        var challenge = existing(id);
        var member = wanted.member();
        if (member == null) {
            throw Expect.invalid("member", "Expected a member who takes part.");
        }
        var link = Expect.perhaps("link", wanted.link(), 500);
        if (link != null && !link.startsWith("https://")) {
            throw Expect.invalid("link", "Expected an https address.");
        }
        transaction.executeWithoutResult(status ->
                entering.enter(challenge, member, Expect.perhaps("text", wanted.text(), 4_000), link, clock.instant()));
        return entries.find(id, member).orElseThrow();
    }

    /** Takes an entry off the board, such as one that cheated; the reason stays. */
    @PostMapping("/{id}/entries/{member}/disqualify")
    @PreAuthorize("hasRole('MARKETER')")
    Entry disqualify(@PathVariable long id, @PathVariable MemberId member, @RequestBody Reason wanted) {
        var challenge = existing(id);
        var reason = Expect.text("reason", wanted.reason(), 200);
        if (challenge.closedAt() != null) {
            throw closed(id);
        }
        transaction.executeWithoutResult(status -> {
            if (entries.putOut(id, member, reason)) {
                judging.cancel(challenge, member);
                audit.record(
                        "challenge.disqualified", member.toString(), null, Map.of("challenge", id, "reason", reason));
            }
        });
        return entries.find(id, member).orElseThrow(() -> Problem.notFound("entry", member.toString()));
    }

    /** Closes it once it has ended, which the server does by itself ten minutes later; prizes are given once. */
    @PostMapping("/{id}/close")
    @PreAuthorize("hasRole('MARKETER')")
    View close(@PathVariable long id) {
        var challenge = existing(id);
        if (challenge.closedAt() != null) {
            throw closed(id);
        }
        if (clock.instant().isBefore(challenge.endsAt())) {
            throw Problem.caller(
                    HttpStatus.CONFLICT,
                    "challenge.not-ended",
                    "Expected challenge " + id + " to have ended, but it lasts until " + challenge.endsAt() + ".");
        }
        long unjudged = challenge.measure() == Measure.JUDGED ? entries.unjudged(challenge) : 0;
        if (unjudged > 0) {
            throw Problem.caller(
                    HttpStatus.CONFLICT,
                    "challenge.unjudged",
                    "Expected all entries of challenge " + id + " to be judged, but " + unjudged
                            + " are not: judge or disqualify them.");
        }
        closing.close(challenge, Caller.current().name());
        audit.record("challenge.closed", Long.toString(id), null, null);
        return find(id);
    }

    @GetMapping("/{id}/prizes")
    List<Prizes.Given> prizes(@PathVariable long id) {
        return prizes.given(existing(id).key());
    }

    private Challenge challenge(Wanted wanted) {
        var community = Expect.text("community", wanted.community(), 64);
        if (!communities.knows(community)) {
            throw Problem.notFound("community", community);
        }
        var measure = Measure.parse(wanted.measure())
                .orElseThrow(() -> Expect.invalid("measure", "Expected count, sum, points or judged."));
        if (wanted.startsAt() == null
                || wanted.endsAt() == null
                || !wanted.startsAt().isBefore(wanted.endsAt())) {
            throw Expect.invalid("endsAt", "Expected a start, and an end after it.");
        }
        var name = Objects.requireNonNullElse(wanted.name(), new Name(null, null));
        boolean counts = measure == Measure.COUNT || measure == Measure.SUM;
        boolean judged = measure == Measure.JUDGED;
        if (counts
                && (wanted.eventType() == null
                        || !TYPE.matcher(wanted.eventType()).matches())) {
            throw Expect.invalid("eventType", "Expected the type of event that counts, such as run.finished.");
        }
        return new Challenge(
                0,
                community,
                Expect.text("name.zh", name.zh(), 100),
                Expect.text("name.en", name.en(), 100),
                Expect.perhaps("about", wanted.about(), 2_000),
                Expect.perhaps("segment", wanted.segment(), 64),
                measure,
                counts ? wanted.eventType() : null,
                measure == Measure.SUM ? Expect.text("field", wanted.field(), 64) : null,
                mostPerDay(wanted.mostPerDay(), counts),
                measure == Measure.POINTS ? Expect.text("rule", wanted.rule(), 300) : null,
                judged
                        ? (int) Expect.number(
                                "judges",
                                wanted.judges() == null ? Long.valueOf(1) : Long.valueOf(wanted.judges()),
                                1,
                                MOST_JUDGES)
                        : 0,
                judged ? Expect.text("judgeGroup", wanted.judgeGroup(), 64) : null,
                places(wanted.prizes(), community),
                wanted.startsAt(),
                wanted.endsAt(),
                null);
    }

    private static @Nullable BigDecimal mostPerDay(@Nullable BigDecimal wanted, boolean counts) {
        if (wanted != null && !counts) {
            throw Expect.invalid(
                    "mostPerDay", "Expected a limit of a day only where events count; budgets limit points.");
        }
        if (wanted != null && (wanted.signum() <= 0 || wanted.compareTo(MOST_PER_DAY) > 0)) {
            throw Expect.invalid("mostPerDay", "Expected a number above 0, at most " + MOST_PER_DAY + ".");
        }
        return wanted;
    }

    private List<Place> places(@Nullable List<WantedPlace> wanted, String community) {
        var all = wanted == null ? List.<WantedPlace>of() : wanted;
        if (all.size() > MOST_PRIZES) {
            throw Expect.invalid("prizes", "Expected at most " + MOST_PRIZES + " prizes, but got " + all.size() + ".");
        }
        return all.stream()
                .map(one -> {
                    int from = (int) Expect.number(
                            "prizes", one.from() == null ? null : one.from().longValue(), 1, LAST_PLACE);
                    int to = one.to() == null
                            ? from
                            : (int) Expect.number("prizes", one.to().longValue(), from, LAST_PLACE);
                    return new Place(from, to, prizes.check(one.prize(), community));
                })
                .toList();
    }

    private Challenge existing(long id) {
        return challenges.find(id).orElseThrow(() -> Problem.notFound("challenge", Long.toString(id)));
    }

    private static Problem closed(long id) {
        return Problem.caller(
                HttpStatus.CONFLICT, "challenge.closed", "Expected challenge " + id + " to be open, but it is closed.");
    }

    private static View view(Challenge one) {
        return new View(
                Long.toString(one.id()),
                one.community(),
                Map.of("zh", one.nameZh(), "en", one.nameEn()),
                one.about(),
                one.segment(),
                one.measure().word(),
                one.eventType(),
                one.field(),
                one.mostPerDay(),
                one.rule(),
                one.judges(),
                one.judgeGroup(),
                one.prizes(),
                one.startsAt(),
                one.endsAt(),
                one.closedAt());
    }
}
