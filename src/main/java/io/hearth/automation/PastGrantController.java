package io.hearth.automation;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.content.Releases;
import io.hearth.decision.Rulesets;
import io.hearth.decision.language.Ask;
import io.hearth.decision.language.OutcomeKind;
import io.hearth.decision.language.RuleReader;
import io.hearth.event.KnownCommunities;
import io.hearth.platform.Ids;
import io.hearth.platform.Page;
import io.hearth.platform.Parameters;
import io.hearth.platform.Problem;
import io.hearth.reward.Expect;
import io.hearth.reward.badge.BadgeLevels;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
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

/** Badges for the past: first a preview of who would get one, then the giving of it, both in the background. */
@RestController
@RequestMapping("/api/v1/badge-grants")
class PastGrantController {

    private static final String MARKETER = "hasRole('MARKETER')";

    private final PastGrantTable table;
    private final Releases releases;
    private final Rulesets rulesets;
    private final BadgeLevels levels;
    private final KnownCommunities communities;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PastGrantController(
            PastGrantTable table,
            Releases releases,
            Rulesets rulesets,
            BadgeLevels levels,
            KnownCommunities communities,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.table = table;
        this.releases = releases;
        this.rulesets = rulesets;
        this.levels = levels;
        this.communities = communities;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    record Wanted(
            @Nullable String community,
            @Nullable String rule,
            @Nullable Boolean tell) {}

    /** A live rule that gives a badge. */
    record BadgeRule(
            String rule,
            String name,
            String badge,
            @Nullable String level) {}

    /** The live rules that give a badge. */
    @GetMapping("/rules")
    List<BadgeRule> rules() {
        var asks = RuleReader.read(releases.live().files()).asks();
        return rulesets.live().rules().stream()
                .filter(PastCondition::isAskable)
                .flatMap(rule -> asks.getOrDefault(rule.id(), List.of()).stream()
                        .filter(ask -> ask.kind() == OutcomeKind.BADGE)
                        .limit(1)
                        .map(ask -> new BadgeRule(rule.id(), rule.name(), ask.what(), level(ask))))
                .toList();
    }

    private @Nullable String level(Ask ask) {
        var level = ask.arguments().size() < 2
                ? null
                : String.valueOf(ask.arguments().get(1));
        return levels.reached(ask.what(), level).level();
    }

    @GetMapping
    Page<PastGrant> list(
            @RequestParam String community,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        int most = Page.limit(limit);
        var before = after == null ? null : id(after);
        return Page.of(
                table.list(community, before, most + 1), most, last -> last.id().toString());
    }

    @GetMapping("/{id}")
    PastGrant one(@PathVariable String id) {
        return existing(id(id));
    }

    /** Begins the preview: counts who would get the badge; nothing is given. */
    @PostMapping
    @PreAuthorize(MARKETER)
    @ResponseStatus(HttpStatus.CREATED)
    PastGrant preview(@RequestBody Wanted wanted) {
        var community = Expect.text("community", wanted.community(), 64);
        if (!communities.knows(community)) {
            throw Problem.notFound("community", community);
        }
        var asked = Expect.text("rule", wanted.rule(), 300);
        var rule = rules().stream()
                .filter(one -> one.rule().equals(asked))
                .findFirst()
                .orElseThrow(() -> Expect.invalid(
                        "rule", "Expected a live rule that gives a badge, but '" + asked + "' is none."));
        var id = Ids.next();
        table.add(
                id,
                community,
                rulesets.live().release(),
                rule.rule(),
                rule.badge(),
                rule.level(),
                Boolean.TRUE.equals(wanted.tell()),
                Caller.current().name(),
                clock.instant());
        return existing(id);
    }

    /** Gives the badge to those who were counted, as far as the conditions still hold. Refused with 409 before the count is complete. */
    @PostMapping("/{id}/grant")
    @PreAuthorize(MARKETER)
    PastGrant grant(@PathVariable String id) {
        return move(id(id), PastGrant.GRANTING, PastGrant.COUNTED);
    }

    /** Those who have the badge by now keep it. */
    @PostMapping("/{id}/cancel")
    @PreAuthorize(MARKETER)
    PastGrant cancel(@PathVariable String id) {
        return move(id(id), PastGrant.CANCELLED, PastGrant.COUNTING, PastGrant.COUNTED, PastGrant.GRANTING);
    }

    private PastGrant move(UUID id, String to, String... from) {
        existing(id);
        return Objects.requireNonNull(transaction.execute(status -> {
            for (var state : from) {
                if (table.move(id, state, to, Caller.current().name(), null, clock.instant())) {
                    var moved = existing(id);
                    audit.record(
                            "badge-grant." + to,
                            id.toString(),
                            null,
                            Map.of("badge", moved.badge(), "rule", moved.rule(), "found", moved.found()));
                    return moved;
                }
            }
            throw Problem.caller(
                    HttpStatus.CONFLICT,
                    "badge-grant.state",
                    "Expected " + String.join(" or ", from) + ", but " + id + " is "
                            + existing(id).state() + ".");
        }));
    }

    private PastGrant existing(UUID id) {
        return table.find(id).orElseThrow(() -> Problem.notFound("badge grant", id.toString()));
    }

    private static UUID id(String id) {
        return Parameters.parsed("id", id, UUID::fromString);
    }
}
