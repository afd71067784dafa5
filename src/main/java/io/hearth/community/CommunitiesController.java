package io.hearth.community;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.event.EventLog;
import io.hearth.event.NewEvent;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.platform.Ids;
import io.hearth.platform.Page;
import io.hearth.platform.Parameters;
import io.hearth.platform.Problem;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Communities with their charters, and what people decide about memberships. */
@RestController
@RequestMapping("/api/v1/communities")
class CommunitiesController {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    record Text(String zh, String en) {}

    record Founded(
            String slug,
            Text name,
            @Nullable String purpose,
            @Nullable JoinPolicy joinPolicy,
            @Nullable String zone) {}

    record Changed(
            @Nullable Text name,
            @Nullable String purpose,
            @Nullable JoinPolicy joinPolicy,
            @Nullable String zone,
            @Nullable List<String> objectives,
            @Nullable Text charter) {}

    record Decided(String act) {}

    record Shown(
            String slug,
            Text name,
            String purpose,
            JoinPolicy joinPolicy,
            String zone,
            List<String> objectives,
            int charterVersion,
            Map<String, Long> members,
            @Nullable List<Charter> charters) {}

    private final Communities communities;
    private final Memberships memberships;
    private final Members members;
    private final EventLog log;
    private final Audit audit;
    private final Clock clock;

    CommunitiesController(
            Communities communities, Memberships memberships, Members members, EventLog log, Audit audit, Clock clock) {
        this.communities = communities;
        this.memberships = memberships;
        this.members = members;
        this.log = log;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping
    Page<Shown> list() {
        return new Page<>(
                communities.all().stream()
                        .map(community -> shown(community, null))
                        .toList(),
                null);
    }

    @GetMapping("/{slug}")
    Shown one(@PathVariable String slug) {
        return shown(existing(slug), communities.charters(slug));
    }

    @PostMapping
    @PreAuthorize("hasAnyRole('OPERATOR', 'ADMINISTRATOR', 'MARKETER')")
    @ResponseStatus(HttpStatus.CREATED)
    @Transactional
    public Shown found(@RequestBody Founded founded) {
        if (founded.slug() == null || !SLUG.matcher(founded.slug()).matches()) {
            throw Problem.caller("request.invalid", "Expected a slug like running-club, of a-z 0-9 and -.")
                    .field("slug");
        }
        var community = new Community(
                founded.slug(),
                checked("name", founded.name().zh(), 100),
                checked("name", founded.name().en(), 100),
                checked("purpose", Objects.requireNonNullElse(founded.purpose(), ""), 2_000),
                Objects.requireNonNullElse(founded.joinPolicy(), JoinPolicy.REVIEW),
                zone(Objects.requireNonNullElse(founded.zone(), "Asia/Shanghai")),
                List.of(),
                0,
                clock.instant());
        if (!communities.create(community)) {
            throw Problem.caller(
                            HttpStatus.CONFLICT,
                            "community.exists",
                            "Expected to found community '" + founded.slug() + "', but there is one of this slug.")
                    .field("slug");
        }
        audit.record("community.founded", community.slug(), null, founded);
        return shown(community, List.of());
    }

    @PatchMapping("/{slug}")
    @PreAuthorize("hasAnyRole('OPERATOR', 'ADMINISTRATOR', 'MARKETER')")
    @Transactional
    public Shown change(@PathVariable String slug, @RequestBody Changed changed) {
        var now = existing(slug);
        var next = new Community(
                slug,
                changed.name() == null
                        ? now.nameZh()
                        : checked("name", changed.name().zh(), 100),
                changed.name() == null
                        ? now.nameEn()
                        : checked("name", changed.name().en(), 100),
                changed.purpose() == null ? now.purpose() : checked("purpose", changed.purpose(), 2_000),
                Objects.requireNonNullElse(changed.joinPolicy(), now.joinPolicy()),
                changed.zone() == null ? now.zone() : zone(changed.zone()),
                changed.objectives() == null ? now.objectives() : objectives(changed.objectives()),
                now.charterVersion(),
                now.createdAt());
        communities.update(next);
        int version = now.charterVersion();
        if (changed.charter() != null) {
            version = communities.publishCharter(
                    slug,
                    checked("charter", changed.charter().zh(), 20_000),
                    checked("charter", changed.charter().en(), 20_000),
                    Caller.current().name());
        }
        audit.record("community.changed", slug, null, changed);
        var shown = shown(next, communities.charters(slug));
        return new Shown(
                slug,
                shown.name(),
                shown.purpose(),
                shown.joinPolicy(),
                shown.zone(),
                shown.objectives(),
                version,
                shown.members(),
                shown.charters());
    }

    /** What a person decides about a member becomes an event, as if the platform had sent it. */
    @PostMapping("/{slug}/members/{id}")
    @PreAuthorize("hasAnyRole('OPERATOR', 'ADMINISTRATOR', 'MARKETER')")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, String> decide(@PathVariable String slug, @PathVariable String id, @RequestBody Decided decided) {
        existing(slug);
        var member = Parameters.parsed("id", id, MemberId::parse);
        if (members.profiles(List.of(member)).isEmpty()) {
            throw Problem.notFound("member", id);
        }
        var kind = Parameters.parsed("act", decided.act(), CommunitiesController::kind);
        var result = log.append(List.of(NewEvent.own(
                        Ids.next().toString(), kind.eventType(), clock.instant(), member, slug, null, "{}", null, 0)))
                .get(0);
        audit.record("membership." + decided.act(), member + " in " + slug, null, result.event());
        return Map.of("event", String.valueOf(result.event()));
    }

    private static MembershipChange.Kind kind(String act) {
        return switch (act) {
            case "approve" -> MembershipChange.Kind.JOINED;
            case "readmit" -> MembershipChange.Kind.READMITTED;
            case "remove" -> MembershipChange.Kind.REMOVED;
            case "mute" -> MembershipChange.Kind.MUTED;
            case "unmute" -> MembershipChange.Kind.UNMUTED;
            default ->
                throw new IllegalArgumentException(
                        "Expected approve, readmit, remove, mute or unmute, but got another act");
        };
    }

    private Community existing(String slug) {
        return communities.find(slug).orElseThrow(() -> Problem.notFound("community", slug));
    }

    private Shown shown(Community community, @Nullable List<Charter> charters) {
        return new Shown(
                community.slug(),
                new Text(community.nameZh(), community.nameEn()),
                community.purpose(),
                community.joinPolicy(),
                community.zone().getId(),
                community.objectives(),
                community.charterVersion(),
                memberships.countByStatus(community.slug()),
                charters);
    }

    private static List<String> objectives(List<String> objectives) {
        if (objectives.size() > 20) {
            throw Problem.caller("request.invalid", "Expected at most 20 objectives.")
                    .field("objectives");
        }
        objectives.forEach(objective -> checked("objectives", objective, 500));
        return objectives;
    }

    private static ZoneId zone(String zone) {
        return Parameters.parsed("zone", zone, text -> {
            try {
                return ZoneId.of(text);
            } catch (java.time.DateTimeException e) {
                throw new IllegalArgumentException("Expected a time zone like Asia/Shanghai, but got another text", e);
            }
        });
    }

    private static String checked(String field, String text, int longest) {
        if (text.length() > longest) {
            throw Problem.caller("request.invalid", "Expected at most " + longest + " characters.")
                    .field(field);
        }
        return text;
    }
}
