package io.hearth.message;

import io.hearth.event.Effects;
import io.hearth.event.EventLog;
import io.hearth.event.EventRef;
import io.hearth.event.LoggedEvent;
import io.hearth.event.NewEvent;
import io.hearth.member.MemberId;
import io.hearth.platform.Json;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes what providers say became of messages: it is written on the message, ends a doubt, suppresses dead and annoyed
 * addresses, and becomes an event that rules can use. Told twice, it counts once.
 */
@Service
public class Reports {

    private static final Pattern UUID_IN =
            Pattern.compile("([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})");

    private final ReportTable table;
    private final EventLog log;
    private final MeterRegistry registry;
    private final Clock clock;

    Reports(ReportTable table, EventLog log, MeterRegistry registry, Clock clock) {
        this.table = table;
        this.log = log;
        this.registry = registry;
        this.clock = clock;
    }

    /** Takes reports and appends their events, in one transaction; one answer a report, in the same order. */
    @Transactional
    List<Report.Result> take(List<Report> reports) {
        var found = find(reports);
        var told = new ArrayList<ReportTable.Told>();
        var results = take(reports, found, told);
        var depths = depths(told);
        var events = told.stream().flatMap(one -> event(one, depths).stream()).toList();
        if (!events.isEmpty()) {
            log.appendCaused(events);
        }
        return results;
    }

    /**
     * Takes those of the events that are reports, in the transaction that decides them. They came in as events, so none
     * is appended; one about somebody else's message is left alone.
     */
    public void heard(Collection<LoggedEvent> events) {
        var reports = new LinkedHashMap<Report, MemberId>();
        for (var event : events) {
            if (!event.source().equals(NewEvent.HEARTH) && event.effects() == Effects.ALL) {
                Report.Kind.ofEvent(event.type())
                        .flatMap(kind -> report(event, kind))
                        .ifPresent(report -> reports.put(report, event.member()));
            }
        }
        if (!reports.isEmpty()) {
            var found = find(reports.keySet());
            var own = new ArrayList<Report>();
            reports.forEach((report, member) -> {
                if (about(report, found)
                        .filter(about -> about.member().equals(member))
                        .isPresent()) {
                    own.add(report);
                }
            });
            take(own, found, new ArrayList<>());
        }
    }

    private static Optional<Report> report(LoggedEvent event, Report.Kind kind) {
        var data = event.data();
        if (!(data.get("message") instanceof String message) || message.length() > Report.LONGEST_ID) {
            return Optional.empty();
        }
        var detail = data.get("detail") instanceof String text ? cut(text) : null;
        return Optional.of(new Report(
                event.source(),
                event.id(),
                message,
                kind,
                Boolean.TRUE.equals(data.get("lasting")),
                detail,
                event.time()));
    }

    private Map<String, ReportTable.About> find(Collection<Report> reports) {
        var ids = new HashSet<UUID>();
        var others = new HashSet<String>();
        for (var report : reports) {
            own(report.message()).ifPresent(ids::add);
            others.add(report.message());
        }
        return table.find(ids, others);
    }

    private static Optional<ReportTable.About> about(Report report, Map<String, ReportTable.About> found) {
        var byProvider = Optional.ofNullable(found.get(report.message()));
        return byProvider.isPresent() ? byProvider : own(report.message()).map(id -> found.get(id.toString()));
    }

    /** Our id as "0198…-…", "msg_0198…" or "&lt;0198…@club.example&gt;". */
    private static Optional<UUID> own(String message) {
        var digits = UUID_IN.matcher(message);
        return digits.find()
                ? Optional.of(UUID.fromString(digits.group(1) + "-" + digits.group(2) + "-" + digits.group(3) + "-"
                        + digits.group(4) + "-" + digits.group(5)))
                : Optional.empty();
    }

    private List<Report.Result> take(
            Collection<Report> reports, Map<String, ReportTable.About> found, List<ReportTable.Told> news) {
        var matched = new LinkedHashMap<List<String>, ReportTable.Told>();
        for (var report : reports) {
            about(report, found)
                    .ifPresent(about -> matched.putIfAbsent(
                            List.of(report.source(), report.id()), new ReportTable.Told(report, about)));
        }
        var kept =
                matched.isEmpty() ? Set.<List<String>>of() : table.keep(List.copyOf(matched.values()), clock.instant());
        matched.forEach((key, told) -> {
            if (kept.contains(key)) {
                news.add(told);
            }
        });
        mark(news);
        var left = new HashSet<>(kept);
        return reports.stream()
                .map(report -> {
                    var key = List.of(report.source(), report.id());
                    var result = !matched.containsKey(key)
                            ? Report.Result.UNMATCHED
                            : left.remove(key) ? Report.Result.TAKEN : Report.Result.KNOWN;
                    registry.counter(
                                    "hearth.messages.reports",
                                    "kind",
                                    report.kind().label(),
                                    "result",
                                    result.label())
                            .increment();
                    return result;
                })
                .toList();
    }

    /** One statement writes a message once, so that several reports about one go in turns. */
    private void mark(List<ReportTable.Told> news) {
        var turns = new ArrayList<List<ReportTable.Told>>();
        var seen = new HashMap<UUID, Integer>();
        for (var told : news) {
            var turn = seen.merge(told.about().id(), 1, Integer::sum) - 1;
            if (turn == turns.size()) {
                turns.add(new ArrayList<>());
            }
            turns.get(turn).add(told);
        }
        turns.forEach(table::mark);
        var dead = news.stream()
                .filter(told -> told.report().kind() == Report.Kind.COMPLAINED
                        || told.report().kind() == Report.Kind.BOUNCED
                                && told.report().lasting())
                .toList();
        if (!dead.isEmpty()) {
            table.suppress(dead, told -> told.report().kind().label());
        }
    }

    /** How deep the causes of messages are, so that a rule that answers a report with a message comes to an end. */
    private Map<String, Integer> depths(List<ReportTable.Told> told) {
        Set<EventRef> causes = told.stream()
                .flatMap(one -> Optional.ofNullable(one.about().cause()).stream())
                .flatMap(cause -> reference(cause).stream())
                .collect(Collectors.toSet());
        var depths = new HashMap<String, Integer>();
        if (!causes.isEmpty()) {
            log.find(causes).forEach((ref, event) -> depths.put(ref.toString(), event.depth()));
        }
        return depths;
    }

    private static Optional<EventRef> reference(String cause) {
        try {
            return Optional.of(EventRef.parse(cause));
        } catch (IllegalArgumentException another) {
            return Optional.empty();
        }
    }

    private Optional<NewEvent> event(ReportTable.Told told, Map<String, Integer> depths) {
        var about = told.about();
        var report = told.report();
        var cause = about.cause();
        var depth = (cause == null ? 0 : depths.getOrDefault(cause, 0)) + 1;
        if (depth > NewEvent.DEEPEST) {
            return Optional.empty();
        }
        var data = new LinkedHashMap<String, Object>();
        data.put("message", about.id().toString());
        data.put("template", about.template());
        data.put("channel", about.channel());
        data.put("lasting", report.lasting());
        if (report.detail() != null) {
            data.put("detail", report.detail());
        }
        return Optional.of(NewEvent.own(
                "report-" + about.id() + "-"
                        + UUID.nameUUIDFromBytes((report.source() + "\n" + report.id())
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                report.kind().event(),
                report.at(),
                about.member(),
                about.community(),
                about.id().toString(),
                Json.mapper().writeValueAsString(data),
                cause,
                depth));
    }

    static String cut(String text) {
        return text.length() <= Report.LONGEST_DETAIL ? text : text.substring(0, Report.LONGEST_DETAIL);
    }
}
