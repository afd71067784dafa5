package io.hearth.reward.badge;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.event.EventLog;
import io.hearth.event.NewEvent;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.platform.Json;
import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import io.hearth.reward.Award;
import io.hearth.reward.Expect;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
import org.springframework.web.bind.annotation.RestController;

/** Badges: who has which, given and taken back by people, each with a reason. */
@RestController
@RequestMapping("/api/v1")
class BadgeController {

    private final Badges badges;
    private final BadgeTable table;
    private final BadgeLevels levels;
    private final Members members;
    private final EventLog log;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    BadgeController(
            Badges badges,
            BadgeTable table,
            BadgeLevels levels,
            Members members,
            EventLog log,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.badges = badges;
        this.table = table;
        this.levels = levels;
        this.members = members;
        this.log = log;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @param levels lowest first, with how many have the badge at just this level */
    record View(String badge, List<AtLevel> levels, long members) {}

    record AtLevel(String level, long members) {}

    record Wanted(
            @Nullable String community,
            @Nullable String badge,
            @Nullable String level,
            @Nullable String reason,
            @Nullable String key) {}

    record WantedBack(
            @Nullable String community,
            @Nullable String reason,
            @Nullable Boolean again,
            @Nullable String key) {}

    /** @param changed whether it changed anything: not where the member has the badge, or a higher level, already */
    record Done(String badge, @Nullable String level, boolean changed) {}

    /** All badges of the live release, and those that somebody still has. */
    @GetMapping("/badges")
    List<View> list(@RequestParam String community) {
        var counts = new TreeMap<String, Map<String, Long>>();
        levels.badges().forEach(badge -> counts.put(badge, new HashMap<>()));
        for (var count : table.counts(community)) {
            counts.computeIfAbsent(count.badge(), badge -> new HashMap<>())
                    .put(Objects.requireNonNullElse(count.level(), ""), count.members());
        }
        return counts.entrySet().stream()
                .map(entry -> new View(
                        entry.getKey(),
                        levels.levels(entry.getKey()).stream()
                                .map(level ->
                                        new AtLevel(level, entry.getValue().getOrDefault(level, 0L)))
                                .toList(),
                        entry.getValue().values().stream()
                                .mapToLong(Long::longValue)
                                .sum()))
                .toList();
    }

    @GetMapping("/badges/{badge}/members")
    Page<BadgeTable.Holder> holders(
            @PathVariable String badge,
            @RequestParam String community,
            @RequestParam(required = false) @Nullable MemberId after,
            @RequestParam(required = false) @Nullable Integer limit) {
        int most = Page.limit(limit);
        return Page.of(
                table.holders(community, badge, after == null ? 0 : after.value(), most + 1),
                most,
                BadgeTable.Holder::member);
    }

    /** What became of a member's badges, the newest first. */
    @GetMapping("/members/{id}/badges")
    Page<BadgeTable.Act> acts(
            @PathVariable MemberId id,
            @RequestParam String community,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(required = false) @Nullable Integer limit) {
        int most = Page.limit(limit);
        return Page.of(
                table.acts(id, community, after == null ? Long.MAX_VALUE : after, most + 1), most, BadgeTable.Act::id);
    }

    @PostMapping("/members/{id}/badges")
    @PreAuthorize("hasRole('MARKETER')")
    Done give(@PathVariable MemberId id, @RequestBody Wanted wanted) {
        var community = Expect.text("community", wanted.community(), 64);
        var badge = Expect.text("badge", wanted.badge(), 60);
        var level = Expect.perhaps("level", wanted.level(), 60);
        check(badge, level);
        if (members.profiles(Set.of(id)).isEmpty()) {
            throw Problem.notFound("member", id.toString());
        }
        if (table.barred(id, community, badge)) {
            throw Problem.caller(
                    HttpStatus.CONFLICT,
                    "badge.barred",
                    "Expected to give the badge '%s' to %s, but it was taken back for good.".formatted(badge, id));
        }
        var at = levels.reached(badge, level).level();
        var award = award(
                id,
                community,
                new Award.Badge(badge, at, Expect.text("reason", wanted.reason(), 200)),
                "api/" + Expect.key(wanted.key()));
        return new Done(badge, at, apply(award, badge, at, "badge.given"));
    }

    /** Takes a badge back. With {@code again} false nobody and no rule can give it to the member any more. */
    @PostMapping("/members/{id}/badges/{badge}/revoke")
    @PreAuthorize("hasRole('MARKETER')")
    Done revoke(@PathVariable MemberId id, @PathVariable String badge, @RequestBody WantedBack wanted) {
        var community = Expect.text("community", wanted.community(), 64);
        if (!table.known(id, community, badge)) {
            throw Problem.notFound("badge", badge + " of " + id);
        }
        var award = award(
                id,
                community,
                new Award.BadgeTaken(
                        badge, wanted.again() == null || wanted.again(), Expect.text("reason", wanted.reason(), 200)),
                "api/" + Expect.key(wanted.key()));
        return new Done(badge, null, apply(award, badge, null, "badge.revoked"));
    }

    private boolean apply(Award award, String badge, @Nullable String level, String type) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean again = table.done(award.member(), award.community(), badge, award.cause());
            if (again || badges.apply(List.of(award)) == 0) {
                return false;
            }
            audit.record(type, award.member().toString(), null, Map.of("badge", badge, "cause", award.cause()));
            var data = new HashMap<String, Object>(Map.of("badge", badge));
            if (level != null) {
                data.put("level", level);
            }
            log.appendCaused(List.of(NewEvent.own(
                    "badge/" + award.member() + "/" + award.community() + "/" + badge + "/" + award.cause(),
                    type,
                    award.at(),
                    award.member(),
                    award.community(),
                    null,
                    Json.mapper().writeValueAsString(data),
                    null,
                    0)));
            return true;
        }));
    }

    private void check(String badge, @Nullable String level) {
        if (!levels.badges().contains(badge)) {
            throw Expect.invalid(
                    "badge",
                    "Expected a badge of the catalogue, but got '" + badge + "'. There are: "
                            + String.join(", ", new TreeSet<>(levels.badges())) + ".");
        }
        if (level != null && !levels.levels(badge).contains(level)) {
            throw Expect.invalid(
                    "level",
                    "Expected a level of the badge '" + badge + "', but got '" + level + "'. There are: "
                            + String.join(", ", levels.levels(badge)) + ".");
        }
    }

    private Award award(MemberId member, String community, Award.Given given, String cause) {
        return new Award(
                member,
                community,
                given,
                cause,
                null,
                null,
                null,
                clock.instant(),
                Caller.current().name());
    }
}
