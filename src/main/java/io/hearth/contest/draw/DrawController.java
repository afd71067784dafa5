package io.hearth.contest.draw;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.contest.Prize;
import io.hearth.contest.Prizes;
import io.hearth.contest.draw.Draw.Lot;
import io.hearth.contest.draw.Drawing.Step;
import io.hearth.event.KnownCommunities;
import io.hearth.member.MemberId;
import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import io.hearth.reward.Expect;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
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

/** Prize draws: made with a commitment, entered, closed, drawn, and checked by whoever wants to. */
@RestController
@RequestMapping("/api/v1/draws")
class DrawController {

    private static final int MOST_LOTS = 20;
    private static final int MOST_WINNERS = 1_000;
    private static final int MOST_STEPS = 5_000;
    private static final int SECRET_BYTES = 32;
    private static final Pattern TYPE = Pattern.compile("[A-Za-z][A-Za-z0-9._:-]{0,127}");

    private final DrawTable draws;
    private final Tickets tickets;
    private final Drawn drawn;
    private final Prizes prizes;
    private final KnownCommunities communities;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    DrawController(
            DrawTable draws,
            Tickets tickets,
            Drawn drawn,
            Prizes prizes,
            KnownCommunities communities,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.draws = draws;
        this.tickets = tickets;
        this.drawn = drawn;
        this.prizes = prizes;
        this.communities = communities;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    record Name(@Nullable String zh, @Nullable String en) {}

    record WantedLot(@Nullable Integer count, Prize.@Nullable Wanted prize) {}

    record Wanted(
            @Nullable String community,
            @Nullable Name name,
            @Nullable String segment,
            @Nullable String ticketEvent,
            @Nullable Integer mostTickets,
            @Nullable List<WantedLot> prizes,
            @Nullable String publicSource,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt) {}

    record WantedEntry(@Nullable MemberId member) {}

    record PublicValue(@Nullable String publicValue) {}

    /** @param entrants how many take part so far */
    record View(
            String id,
            String community,
            Map<String, String> name,
            String state,
            @Nullable String segment,
            @Nullable String ticketEvent,
            int mostTickets,
            List<Lot> prizes,
            String commitment,
            @Nullable String publicSource,
            Instant startsAt,
            Instant endsAt,
            @Nullable Instant closedAt,
            @Nullable Instant drawnAt,
            long entrants) {}

    /** All that the draw was decided by. */
    record Proof(
            String draw,
            String commitment,
            String secret,
            String listHash,
            String publicValue,
            String seed,
            int winners,
            List<Step> steps,
            List<Prizes.Given> given) {}

    /** One thing that was done again, and what came out. */
    record Check(String what, boolean right, String expected, String found) {}

    record Verification(boolean right, List<Check> checks) {}

    @GetMapping
    Page<View> list(
            @RequestParam(required = false) @Nullable String community,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Long after) {
        var page = draws.list(community, Page.limit(limit), after);
        return new Page<>(page.items().stream().map(this::view).toList(), page.next());
    }

    @GetMapping("/{id}")
    View find(@PathVariable long id) {
        return view(existing(id));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @PreAuthorize("hasRole('MARKETER')")
    View create(@RequestBody Wanted wanted) {
        var draw = draw(wanted);
        long id = Objects.requireNonNull(transaction.execute(status -> {
            long made = draws.insert(draw, Caller.current().name(), clock.instant());
            audit.record(
                    "draw.created",
                    Long.toString(made),
                    null,
                    Map.of("wanted", wanted, "commitment", draw.commitment()));
            return made;
        }));
        return find(id);
    }

    /** Enters a member, as an event of type {@code draw.entered} does; entering again changes nothing. */
    @PostMapping("/{id}/entries")
    @PreAuthorize("hasRole('MARKETER')")
    View enter(@PathVariable long id, @RequestBody WantedEntry wanted) {
        var draw = existing(id);
        var member = wanted.member();
        if (member == null) {
            throw Expect.invalid("member", "Expected a member who takes part.");
        }
        transaction.executeWithoutResult(status -> tickets.enter(draw, member, clock.instant()));
        return find(id);
    }

    /** Closes the list once the draw has ended, which the server does by itself ten minutes later. */
    @PostMapping("/{id}/close")
    @PreAuthorize("hasRole('MARKETER')")
    View close(@PathVariable long id) {
        existing(id);
        transaction.executeWithoutResult(status -> {
            drawn.close(id, clock.instant());
            audit.record("draw.closed", Long.toString(id), null, null);
        });
        return find(id);
    }

    /** Draws from the closed list, with the public value that was announced; its task in the inbox does the same. */
    @PostMapping("/{id}/draw")
    @PreAuthorize("hasRole('MARKETER')")
    View drawNow(@PathVariable long id, @RequestBody(required = false) @Nullable PublicValue value) {
        existing(id);
        var told = value == null ? null : Expect.perhaps("publicValue", value.publicValue(), 200);
        transaction.executeWithoutResult(status -> {
            drawn.draw(id, told == null ? "" : told, Caller.current().name());
            audit.record("draw.drawn", Long.toString(id), null, told);
        });
        return find(id);
    }

    /** The closed list as it was hashed: a line for each, by number, with the tickets. */
    @GetMapping(value = "/{id}/list", produces = MediaType.TEXT_PLAIN_VALUE)
    String closedList(@PathVariable long id) {
        existing(id);
        return draws.list(id)
                .orElseThrow(() -> Problem.caller(
                        HttpStatus.CONFLICT, "draw.open", "Expected draw " + id + " to be closed, but it is open."));
    }

    @GetMapping("/{id}/proof")
    Proof proof(@PathVariable long id) {
        var draw = drawn(id);
        var seed = Objects.requireNonNull(draw.seed());
        var entrants = Drawing.entrants(draws.list(id).orElse(""));
        var steps = entrants.isEmpty()
                ? List.<Step>of()
                : Drawing.draw(entrants, seed, draw.winners()).steps();
        return new Proof(
                Long.toString(id),
                draw.commitment(),
                draw.secret(),
                Objects.requireNonNull(draw.listHash()),
                Objects.requireNonNull(draw.publicValue()),
                seed,
                draw.winners(),
                steps.subList(0, Math.min(MOST_STEPS, steps.size())),
                prizes.given(draw.key()));
    }

    /** Does everything again from what is stored, and compares. */
    @GetMapping("/{id}/verification")
    Verification verify(@PathVariable long id) {
        var draw = drawn(id);
        var list = draws.list(id).orElse("");
        var checks = new ArrayList<Check>();
        add(checks, "commitment = SHA-256(secret)", draw.commitment(), Drawing.sha256(draw.secret()));
        add(checks, "list hash = SHA-256(list)", String.valueOf(draw.listHash()), Drawing.sha256(list));
        var seed = Drawing.seed(draw.secret(), String.valueOf(draw.listHash()), String.valueOf(draw.publicValue()));
        add(checks, "seed = SHA-256(secret, list hash, public value)", String.valueOf(draw.seed()), seed);
        var entrants = Drawing.entrants(list);
        var again = entrants.isEmpty()
                ? List.<MemberId>of()
                : Drawing.draw(entrants, seed, draw.winners()).winners();
        var given = prizes.given(draw.key()).stream().map(Prizes.Given::member).toList();
        add(checks, "winners", given.toString(), again.toString());
        return new Verification(checks.stream().allMatch(Check::right), checks);
    }

    private static void add(List<Check> checks, String what, String expected, String found) {
        checks.add(new Check(what, expected.equals(found), expected, found));
    }

    private Draw draw(Wanted wanted) {
        var community = Expect.text("community", wanted.community(), 64);
        if (!communities.knows(community)) {
            throw Problem.notFound("community", community);
        }
        if (wanted.startsAt() == null
                || wanted.endsAt() == null
                || !wanted.startsAt().isBefore(wanted.endsAt())) {
            throw Expect.invalid("endsAt", "Expected a start, and an end after it.");
        }
        if (wanted.ticketEvent() != null && !TYPE.matcher(wanted.ticketEvent()).matches()) {
            throw Expect.invalid("ticketEvent", "Expected a type of event such as run.finished.");
        }
        var name = Objects.requireNonNullElse(wanted.name(), new Name(null, null));
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        var secret = HexFormat.of().formatHex(bytes);
        return new Draw(
                0,
                community,
                Expect.text("name.zh", name.zh(), 100),
                Expect.text("name.en", name.en(), 100),
                Expect.perhaps("segment", wanted.segment(), 64),
                wanted.ticketEvent(),
                wanted.ticketEvent() == null
                        ? 1
                        : (int) Expect.number(
                                "mostTickets",
                                wanted.mostTickets() == null ? Long.valueOf(1) : Long.valueOf(wanted.mostTickets()),
                                1,
                                1_000),
                lots(wanted.prizes(), community),
                Drawing.sha256(secret),
                secret,
                Expect.text("publicSource", wanted.publicSource(), 300),
                wanted.startsAt(),
                wanted.endsAt(),
                null,
                null,
                null,
                null,
                null);
    }

    private List<Lot> lots(@Nullable List<WantedLot> wanted, String community) {
        if (wanted == null || wanted.isEmpty() || wanted.size() > MOST_LOTS) {
            throw Expect.invalid("prizes", "Expected 1 to " + MOST_LOTS + " prizes.");
        }
        var lots = wanted.stream()
                .map(one -> new Lot(
                        (int) Expect.number(
                                "prizes",
                                one.count() == null ? Long.valueOf(1) : Long.valueOf(one.count()),
                                1,
                                MOST_WINNERS),
                        prizes.check(one.prize(), community)))
                .toList();
        Expect.number("prizes", lots.stream().mapToLong(Lot::count).sum(), 1, MOST_WINNERS);
        return lots;
    }

    private Draw drawn(long id) {
        var draw = existing(id);
        if (draw.drawnAt() == null) {
            throw Problem.caller(
                    HttpStatus.CONFLICT, "draw.not-drawn", "Expected draw " + id + " to be drawn, but it is not yet.");
        }
        return draw;
    }

    private Draw existing(long id) {
        return draws.find(id).orElseThrow(() -> Problem.notFound("draw", Long.toString(id)));
    }

    private View view(Draw one) {
        return new View(
                Long.toString(one.id()),
                one.community(),
                Map.of("zh", one.nameZh(), "en", one.nameEn()),
                one.state(),
                one.segment(),
                one.ticketEvent(),
                one.mostTickets(),
                one.prizes(),
                one.commitment(),
                one.publicSource(),
                one.startsAt(),
                one.endsAt(),
                one.closedAt(),
                one.drawnAt(),
                draws.entries(one.id()));
    }
}
