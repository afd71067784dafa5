package io.hearth.contest.contributor;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.contest.Prize;
import io.hearth.contest.Prizes;
import io.hearth.contest.contributor.AwardTable.Round;
import io.hearth.contest.contributor.AwardTable.Vote;
import io.hearth.contest.contributor.ContributorAward.Measure;
import io.hearth.contest.contributor.Shortlist.Candidate;
import io.hearth.event.KnownCommunities;
import io.hearth.member.MemberId;
import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import io.hearth.reward.Expect;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
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

/** Awards for contributors, and the record of who got them. */
@RestController
@RequestMapping("/api/v1/contributor-awards")
class ContributorController {

    private static final Pattern TYPE = Pattern.compile("[A-Za-z][A-Za-z0-9._:-]{0,127}");
    private static final Pattern TEMPLATE = Pattern.compile("[a-z0-9-]{1,64}/[a-z0-9-]{1,64}");

    private final AwardTable awards;
    private final Months months;
    private final Prizes prizes;
    private final KnownCommunities communities;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ContributorController(
            AwardTable awards,
            Months months,
            Prizes prizes,
            KnownCommunities communities,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.awards = awards;
        this.months = months;
        this.prizes = prizes;
        this.communities = communities;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    record Name(@Nullable String zh, @Nullable String en) {}

    record Wanted(
            @Nullable String community,
            @Nullable Name name,
            @Nullable String segment,
            @Nullable String measure,
            @Nullable String eventType,
            @Nullable Integer listed,
            @Nullable Integer voters,
            @Nullable String voterGroup,
            @Nullable String template,
            Prize.@Nullable Wanted prize) {}

    record WantedMonth(@Nullable String month) {}

    record View(
            String id,
            String community,
            Map<String, String> name,
            @Nullable String segment,
            String measure,
            @Nullable String eventType,
            int listed,
            int voters,
            String voterGroup,
            @Nullable String template,
            @Nullable Prize prize,
            @Nullable Instant closedAt) {}

    /** @param votes told once somebody is chosen */
    record Month(
            String month,
            String state,
            Instant openedAt,
            @Nullable MemberId winner,
            @Nullable Instant chosenAt,
            long told,
            List<Candidate> candidates,
            List<Vote> votes,
            List<Prizes.Given> prizes) {}

    @GetMapping
    Page<View> list(
            @RequestParam(required = false) @Nullable String community,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Long after) {
        var page = awards.list(community, Page.limit(limit), after);
        return new Page<>(page.items().stream().map(ContributorController::view).toList(), page.next());
    }

    @GetMapping("/{id}")
    View find(@PathVariable long id) {
        return view(existing(id));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @PreAuthorize("hasRole('MARKETER')")
    View create(@RequestBody Wanted wanted) {
        var award = award(wanted);
        long id = Objects.requireNonNull(transaction.execute(status -> {
            long made = awards.insert(award, Caller.current().name(), clock.instant());
            audit.record("contributor-award.created", Long.toString(made), null, wanted);
            return made;
        }));
        return find(id);
    }

    /** No more months are opened. */
    @PostMapping("/{id}/close")
    @PreAuthorize("hasRole('MARKETER')")
    View close(@PathVariable long id) {
        existing(id);
        transaction.executeWithoutResult(status -> {
            awards.close(id, clock.instant());
            audit.record("contributor-award.closed", Long.toString(id), null, null);
        });
        return find(id);
    }

    /** The record: each month with its list, who was chosen, and why. */
    @GetMapping("/{id}/rounds")
    List<Month> rounds(@PathVariable long id) {
        existing(id);
        return awards.rounds(id).stream().map(this::told).toList();
    }

    /** Lists the contributors of a month that is over, such as one before the award was made; once for each month. */
    @PostMapping("/{id}/rounds")
    @PreAuthorize("hasRole('MARKETER')")
    List<Month> open(@PathVariable long id, @RequestBody WantedMonth wanted) {
        var award = existing(id);
        var month = month(wanted.month());
        if (!month.isBefore(months.current())) {
            throw Problem.caller(
                            HttpStatus.CONFLICT,
                            "contributor.month-not-over",
                            "Expected a month that is over, but " + month + " is not.")
                    .field("month");
        }
        if (months.open(award, month)) {
            transaction.executeWithoutResult(
                    status -> audit.record("contributor-award.listed", Long.toString(id), null, month.toString()));
        }
        return rounds(id);
    }

    private Month told(Round round) {
        boolean chosen = round.winner() != null;
        var month = YearMonth.from(round.month()).toString();
        return new Month(
                month,
                round.state(),
                round.openedAt(),
                round.winner(),
                round.chosenAt(),
                round.toldCount(),
                awards.candidates(round.award(), round.month()),
                chosen ? awards.votes(round.award(), round.month()) : List.of(),
                chosen ? prizes.given("contributor-award/" + round.award() + "/" + month) : List.of());
    }

    private static YearMonth month(@Nullable String text) {
        try {
            return YearMonth.parse(Objects.requireNonNullElse(text, ""));
        } catch (DateTimeParseException notAMonth) {
            throw Expect.invalid("month", "Expected a month such as 2026-03.");
        }
    }

    private ContributorAward award(Wanted wanted) {
        var community = Expect.text("community", wanted.community(), 64);
        if (!communities.knows(community)) {
            throw Problem.notFound("community", community);
        }
        boolean points = "points".equals(wanted.measure());
        if (!points && !"count".equals(wanted.measure())) {
            throw Expect.invalid("measure", "Expected points or count.");
        }
        if (!points
                && (wanted.eventType() == null
                        || !TYPE.matcher(wanted.eventType()).matches())) {
            throw Expect.invalid("eventType", "Expected the type of event that counts, such as answer.accepted.");
        }
        if (wanted.template() != null && !TEMPLATE.matcher(wanted.template()).matches()) {
            throw Expect.invalid("template", "Expected a template such as contests/contributor.");
        }
        var name = Objects.requireNonNullElse(wanted.name(), new Name(null, null));
        return new ContributorAward(
                0,
                community,
                Expect.text("name.zh", name.zh(), 100),
                Expect.text("name.en", name.en(), 100),
                Expect.perhaps("segment", wanted.segment(), 64),
                points ? Measure.POINTS : Measure.COUNT,
                points ? null : wanted.eventType(),
                number("listed", wanted.listed(), 5, 2, 20),
                number("voters", wanted.voters(), 1, 1, 9),
                Expect.text("voterGroup", wanted.voterGroup(), 64),
                wanted.template(),
                wanted.prize() == null ? null : prizes.check(wanted.prize(), community),
                null);
    }

    private static int number(String field, @Nullable Integer value, int otherwise, int least, int most) {
        return value == null ? otherwise : (int) Expect.number(field, value.longValue(), least, most);
    }

    private ContributorAward existing(long id) {
        return awards.find(id).orElseThrow(() -> Problem.notFound("contributor-award", Long.toString(id)));
    }

    private static View view(ContributorAward one) {
        return new View(
                Long.toString(one.id()),
                one.community(),
                Map.of("zh", one.nameZh(), "en", one.nameEn()),
                one.segment(),
                one.measure().word(),
                one.eventType(),
                one.listed(),
                one.voters(),
                one.voterGroup(),
                one.template(),
                one.prize(),
                one.closedAt());
    }
}
