package io.hearth.studio;

import io.hearth.automation.Played;
import io.hearth.automation.Played.Because;
import io.hearth.automation.Played.Kind;
import io.hearth.automation.Played.Much;
import io.hearth.automation.Played.What;
import io.hearth.decision.Rule;
import io.hearth.decision.receipt.ToldCondition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a draft would have done more or less than what was published, with some members as examples. */
final class Difference {

    private static final int SAMPLES = 5;
    private static final int MOST_LINES = 500;

    /**
     * One thing that followed.
     *
     * @param what points by rule, segments by name, kinds of cases, …
     * @param more members for whom the draft does more of it: who would have entered, been given, …
     * @param fewer members for whom it does less
     */
    record Line(
            String kind,
            String what,
            String name,
            long published,
            long draft,
            long more,
            long fewer,
            List<Sample> samples) {

        boolean differs() {
            return more > 0 || fewer > 0;
        }
    }

    /**
     * A member for whom it makes a difference.
     *
     * @param change {@code more} or {@code fewer}
     * @param rule the rule of the side that does it, with what it saw
     */
    record Sample(
            String member,
            String community,
            String change,
            long published,
            long draft,
            @Nullable String event,
            @Nullable Instant at,
            @Nullable String rule,
            @Nullable String name,
            List<ToldCondition> conditions) {}

    private final Map<String, Line> lines = new TreeMap<>();

    static Difference of(List<Line> lines) {
        var difference = new Difference();
        lines.forEach(line -> difference.lines.put(line.kind() + " " + line.what(), line));
        return difference;
    }

    void add(Played published, Played draft) {
        var all = new LinkedHashSet<>(published.what().keySet());
        all.addAll(draft.what().keySet());
        all.forEach(what -> add(what, published, draft));
    }

    private void add(What what, Played published, Played draft) {
        var before = published.what().get(what);
        var after = draft.what().get(what);
        long one = before == null ? 0 : before.amount();
        long other = after == null ? 0 : after.amount();
        var kind = what.kind().name().toLowerCase(Locale.ROOT);
        var key = kind + " " + what.name();
        var line = lines.get(key);
        if (line == null) {
            if (lines.size() >= MOST_LINES) {
                return;
            }
            line = new Line(kind, what.name(), name(what, before, after), 0, 0, 0, 0, List.of());
        }
        var samples = line.samples();
        if (one != other) {
            var change = other > one ? "more" : "fewer";
            if (samples.stream()
                            .filter(sample -> sample.change().equals(change))
                            .count()
                    < SAMPLES) {
                samples = new ArrayList<>(samples);
                samples.add(sample(published, change, one, other, other > one ? after : before));
            }
        }
        lines.put(
                key,
                new Line(
                        line.kind(),
                        line.what(),
                        line.name(),
                        line.published() + one,
                        line.draft() + other,
                        line.more() + (other > one ? 1 : 0),
                        line.fewer() + (other < one ? 1 : 0),
                        samples));
    }

    private static String name(What what, @Nullable Much before, @Nullable Much after) {
        if (what.kind() != Kind.POINTS) {
            return what.name();
        }
        var much = after == null ? before : after;
        return much == null
                ? what.name()
                : much.because().rule().map(Rule::name).orElse(what.name());
    }

    private static Sample sample(Played about, String change, long published, long draft, @Nullable Much much) {
        @Nullable Because because = much == null ? null : much.because();
        @Nullable Rule rule = because == null ? null : because.rule().orElse(null);
        return new Sample(
                about.key().member().toString(),
                about.key().community(),
                change,
                published,
                draft,
                because == null ? null : because.event().orElse(null),
                because == null ? null : because.at(),
                rule == null ? null : rule.id(),
                rule == null ? null : rule.name(),
                rule == null
                                || because == null
                                || because.seen().size() != rule.conditions().size()
                        ? List.of()
                        : ToldCondition.of(rule, because.seen(), true));
    }

    /** Those that differ first. */
    List<Line> lines() {
        return lines.values().stream()
                .sorted(Comparator.comparing((Line line) -> !line.differs())
                        .thenComparing(Line::kind)
                        .thenComparing(line -> -Math.abs(line.draft() - line.published()))
                        .thenComparing(Line::what))
                .toList();
    }
}
