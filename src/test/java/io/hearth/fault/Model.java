package io.hearth.fault;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the rules under {@code src/test/resources/fault} make of events, worked out in plain arithmetic, one after the
 * other in the order of the log. Knows nothing of the server.
 */
final class Model {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final List<String> LEVELS = List.of("newcomer", "regular", "pacer", "captain");
    private static final long[] FROM = {0, 100, 500, 2000};

    /** An event as it stands in the log. */
    record Logged(String ref, String id, long member, String type, Instant time, String object, Map<String, ?> data) {}

    /** One entry: whose, why, by which event. */
    record Entry(long member, String event, String reason, long points) {}

    final List<Entry> entries = new ArrayList<>();
    final Map<Long, Long> points = new TreeMap<>();
    final Map<Long, String> levels = new TreeMap<>();
    final Map<Long, Set<String>> segments = new TreeMap<>();
    final Set<String> cases = new TreeSet<>();
    final Map<Long, Boolean> runs = new TreeMap<>();
    final Set<String> thanks = new TreeSet<>();
    final Set<String> undecidable = new TreeSet<>();

    private final Map<Long, List<Logged>> past = new HashMap<>();
    private final Map<Long, LocalDate> lastRun = new HashMap<>();
    private final Set<String> answers = new HashSet<>();

    void happened(Logged event) {
        if (event.type().equals("order.paid") && amount(event) > 1e17) {
            undecidable.add(event.ref());
            return;
        }
        var own = past.computeIfAbsent(event.member(), member -> new ArrayList<>());
        own.add(event);
        var today = day(event.time());
        switch (event.type()) {
            case "member.joined" -> runs.putIfAbsent(event.member(), false);
            case "charter.accepted" -> runs.computeIfPresent(event.member(), (member, accepted) -> true);
            case "order.paid" -> bought(event, own, today);
            case "post.created" -> {
                if (count(own, "post.created", today, today) <= 3) {
                    give(event, "post", 5);
                }
            }
            case "run.finished" -> {
                var last = lastRun.get(event.member());
                if (last == null || last.isBefore(today)) {
                    lastRun.put(event.member(), today);
                    give(event, "run", 7);
                }
            }
            case "answer.accepted" -> {
                if (answers.add(event.member() + " " + event.data().get("answer"))) {
                    give(event, "answer", 11);
                }
            }
            case "complaint.filed" -> cases.add(event.member() + " " + event.object());
            default -> {}
        }
        segments.put(event.member(), segmentsOf(own));
    }

    private void bought(Logged event, List<Logged> own, LocalDate today) {
        long amount = (long) amount(event);
        if (amount > 0) {
            give(event, "purchase", 20 * amount);
        }
        if (count(own, "order.paid", today.minusDays(6), today) >= 3) {
            thanks.add(event.member() + " " + event.ref());
        }
    }

    private void give(Logged event, String reason, long more) {
        entries.add(new Entry(event.member(), event.ref(), reason, more));
        long now = points.merge(event.member(), more, Long::sum);
        for (int i = 0; i < FROM.length; i++) {
            if (now >= FROM[i]) {
                levels.put(event.member(), LEVELS.get(i));
            }
        }
    }

    private static double amount(Logged event) {
        return ((Number) event.data().get("amount")).doubleValue();
    }

    private static long count(List<Logged> own, String type, LocalDate from, LocalDate until) {
        return own.stream()
                .filter(event -> event.type().equals(type))
                .map(event -> day(event.time()))
                .filter(day -> !day.isBefore(from) && !day.isAfter(until))
                .count();
    }

    private static Set<String> segmentsOf(List<Logged> own) {
        var in = new TreeSet<String>();
        double spent = own.stream()
                .filter(event -> event.type().equals("order.paid"))
                .mapToDouble(Model::amount)
                .sum();
        if (spent >= 100) {
            in.add("contributor");
        }
        var now = day(own.stream().map(Logged::time).max(Instant::compareTo).orElseThrow());
        long days = own.stream()
                .filter(event -> event.type().equals("run.finished"))
                .map(event -> day(event.time()))
                .filter(day -> !day.isBefore(now.minusDays(29)) && !day.isAfter(now))
                .distinct()
                .count();
        if (days >= 2) {
            in.add("active");
        }
        return in;
    }

    private static LocalDate day(Instant at) {
        return at.atZone(ZONE).toLocalDate();
    }
}
