package io.hearth.referral;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.event.KnownCommunities;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import io.hearth.reward.Expect;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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

/** Programmes by which members invite others, their codes, and who came by whom. */
@RestController
@RequestMapping("/api/v1")
class ReferralController {

    private static final int MOST_STEPS = 10;
    private static final int LONGEST_PAGE = 500;
    private static final Pattern TYPE = Pattern.compile("[A-Za-z][A-Za-z0-9._:-]{0,127}");
    private static final Pattern FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

    private final ProgrammeTable programmes;
    private final Codes codes;
    private final ReferralView referrals;
    private final Members members;
    private final KnownCommunities communities;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ReferralController(
            ProgrammeTable programmes,
            Codes codes,
            ReferralView referrals,
            Members members,
            KnownCommunities communities,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.programmes = programmes;
        this.codes = codes;
        this.referrals = referrals;
        this.members = members;
        this.communities = communities;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    record WantedStep(
            @Nullable String event,
            @Nullable String field,
            @Nullable BigDecimal atLeast) {}

    record Wanted(
            @Nullable String community,
            @Nullable String name,
            @Nullable List<WantedStep> steps,
            @Nullable String page,
            @Nullable Integer withinDays,
            @Nullable Long inviterPoints,
            @Nullable Long invitedPoints,
            @Nullable Integer waitDays,
            @Nullable Integer mostAnHour,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt) {}

    record WantedCode(@Nullable MemberId member) {}

    /** @param link what the member hands on */
    record Code(String programme, String member, String code, String link) {}

    record View(
            String id,
            String community,
            String name,
            List<Step> steps,
            String page,
            int withinDays,
            long inviterPoints,
            long invitedPoints,
            int waitDays,
            int mostAnHour,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable Instant closedAt) {}

    @GetMapping("/referral-programmes")
    Page<View> list(
            @RequestParam(required = false) @Nullable String community,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Long after) {
        var page = programmes.list(community, Page.limit(limit), after);
        return new Page<>(page.items().stream().map(ReferralController::view).toList(), page.next());
    }

    @GetMapping("/referral-programmes/{id}")
    View find(@PathVariable long id) {
        return view(existing(id));
    }

    @PostMapping("/referral-programmes")
    @ResponseStatus(HttpStatus.CREATED)
    @PreAuthorize("hasRole('MARKETER')")
    View create(@RequestBody Wanted wanted) {
        var programme = programme(wanted);
        long id = Objects.requireNonNull(transaction.execute(status -> {
            long made = programmes.insert(programme, Caller.current().name(), clock.instant());
            audit.record("referral.created", Long.toString(made), null, wanted);
            return made;
        }));
        return find(id);
    }

    /** Ends it: who joined before is not rewarded any more, unless qualified already. */
    @PostMapping("/referral-programmes/{id}/close")
    @PreAuthorize("hasRole('MARKETER')")
    View close(@PathVariable long id) {
        existing(id);
        transaction.executeWithoutResult(status -> {
            programmes.close(id, clock.instant());
            audit.record("referral.closed", Long.toString(id), null, null);
        });
        return find(id);
    }

    /** The member's code and link; the same whenever it is asked for. */
    @PostMapping("/referral-programmes/{id}/codes")
    @PreAuthorize("hasRole('MARKETER')")
    Code code(@PathVariable long id, @RequestBody WantedCode wanted) {
        var programme = existing(id);
        var member = wanted.member();
        if (member == null) {
            throw Expect.invalid("member", "Expected the member who wants to invite others.");
        }
        if (members.profiles(Set.of(member)).isEmpty()) {
            throw Problem.notFound("member", member.toString());
        }
        if (!programme.isOn(clock.instant())) {
            throw Problem.caller(
                    HttpStatus.CONFLICT, "referral.closed", "Expected programme " + id + " to be on, but it is not.");
        }
        var code = Objects.requireNonNull(transaction.execute(status -> codes.of(programme, member, clock.instant())));
        return new Code(Long.toString(id), member.toString(), code, programme.link(code));
    }

    @GetMapping("/referral-programmes/{id}/inviters")
    Page<ReferralView.Inviter> inviters(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Long after) {
        existing(id);
        return referrals.inviters(id, Page.limit(limit), after == null ? 0 : Math.max(0, after));
    }

    @GetMapping("/referrals")
    Page<ReferralView.One> referrals(
            @RequestParam(required = false) @Nullable Long programme,
            @RequestParam(required = false) @Nullable MemberId inviter,
            @RequestParam(required = false) @Nullable MemberId invited,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Long after) {
        return referrals.list(programme, inviter, invited, state, Page.limit(limit), after);
    }

    private Programme programme(Wanted wanted) {
        var community = Expect.text("community", wanted.community(), 64);
        if (!communities.knows(community)) {
            throw Problem.notFound("community", community);
        }
        var steps = wanted.steps() == null ? List.<WantedStep>of() : wanted.steps();
        if (steps.isEmpty() || steps.size() > MOST_STEPS) {
            throw Expect.invalid("steps", "Expected 1 to " + MOST_STEPS + " steps, but got " + steps.size() + ".");
        }
        if (steps.get(0) == null || !Programme.JOINING.contains(steps.get(0).event())) {
            throw Expect.invalid("steps", "Expected the first step to be one of " + Programme.JOINING + ".");
        }
        if (wanted.startsAt() != null
                && wanted.endsAt() != null
                && !wanted.startsAt().isBefore(wanted.endsAt())) {
            throw Expect.invalid("endsAt", "Expected an end after the start.");
        }
        long inviterPoints = points("inviterPoints", wanted.inviterPoints());
        long invitedPoints = points("invitedPoints", wanted.invitedPoints());
        if (inviterPoints + invitedPoints == 0) {
            throw Expect.invalid("inviterPoints", "Expected points for the inviter, the invited member, or both.");
        }
        return new Programme(
                0,
                community,
                Expect.text("name", wanted.name(), 100),
                steps.stream().map(ReferralController::step).toList(),
                page(wanted.page()),
                number("withinDays", wanted.withinDays(), 30, 1, 365),
                inviterPoints,
                invitedPoints,
                number("waitDays", wanted.waitDays(), 0, 0, 365),
                number("mostAnHour", wanted.mostAnHour(), 5, 1, 1000),
                wanted.startsAt(),
                wanted.endsAt(),
                null);
    }

    private static Step step(@Nullable WantedStep step) {
        if (step == null || step.event() == null || !TYPE.matcher(step.event()).matches()) {
            throw Expect.invalid("steps", "Expected steps with an event type such as order.paid.");
        }
        if ((step.field() == null) != (step.atLeast() == null)
                || step.field() != null && !FIELD.matcher(step.field()).matches()) {
            throw Expect.invalid("steps", "Expected both a field of the event's data and the least value, or neither.");
        }
        return new Step(step.event(), step.field(), step.atLeast());
    }

    private static long points(String field, @Nullable Long points) {
        return points == null ? 0 : Expect.number(field, points, 0, Expect.MOST);
    }

    private static int number(String field, @Nullable Integer value, int otherwise, int least, int most) {
        return value == null ? otherwise : (int) Expect.number(field, value.longValue(), least, most);
    }

    private static String page(@Nullable String page) {
        var text = Expect.text("page", page, LONGEST_PAGE);
        try {
            var address = new URI(text);
            if ("https".equals(address.getScheme()) && address.getHost() != null && address.getFragment() == null) {
                return text;
            }
        } catch (URISyntaxException notAnAddress) {
            throw noPage();
        }
        throw noPage();
    }

    private static Problem noPage() {
        return Expect.invalid("page", "Expected an https address without a fragment, where an invitation leads.");
    }

    private Programme existing(long id) {
        return programmes.find(id).orElseThrow(() -> Problem.notFound("referral-programme", Long.toString(id)));
    }

    private static View view(Programme one) {
        return new View(
                Long.toString(one.id()),
                one.community(),
                one.name(),
                one.steps(),
                one.page(),
                one.withinDays(),
                one.inviterPoints(),
                one.invitedPoints(),
                one.waitDays(),
                one.mostAnHour(),
                one.startsAt(),
                one.endsAt(),
                one.closedAt());
    }
}
