package io.hearth.event;

import io.hearth.member.MemberId;
import io.hearth.platform.Page;
import io.hearth.platform.Parameters;
import io.hearth.platform.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows what is in the log. */
@RestController
@RequestMapping("/api/v1/events")
class EventsController {

    /** An event as the API shows it. */
    record Shown(
            String ref,
            String source,
            String id,
            String type,
            Instant time,
            Instant acceptedAt,
            MemberId member,
            String community,
            @Nullable String object,
            Map<String, Object> data,
            @Nullable String cause,
            int depth,
            String effects) {

        static Shown of(LoggedEvent event) {
            return new Shown(
                    event.ref().toString(),
                    event.source(),
                    event.id(),
                    event.type(),
                    event.time(),
                    event.acceptedAt(),
                    event.member(),
                    event.community(),
                    event.object(),
                    event.data(),
                    event.cause(),
                    event.depth(),
                    event.effects().name().toLowerCase(Locale.ROOT));
        }
    }

    private final EventSearch search;
    private final EventLog log;

    EventsController(EventSearch search, EventLog log) {
        this.search = search;
        this.log = log;
    }

    @GetMapping
    Page<Shown> list(
            @RequestParam @Nullable String member,
            @RequestParam @Nullable String community,
            @RequestParam @Nullable String type,
            @RequestParam @Nullable String after,
            @RequestParam @Nullable Integer limit,
            HttpServletRequest request) {
        Parameters.only(request, "member", "community", "type", "after", "limit");
        var id = member == null ? null : Parameters.parsed("member", member, MemberId::parse);
        var page = search.search(id, community, type, after, Page.limit(limit));
        return new Page<>(page.items().stream().map(Shown::of).toList(), page.next());
    }

    @GetMapping("/{ref}")
    Shown one(@PathVariable String ref) {
        return log.find(Parameters.parsed("ref", ref, EventRef::parse))
                .map(Shown::of)
                .orElseThrow(() -> Problem.notFound("event", ref));
    }
}
