package io.hearth.member.activity;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The compact, mutable state of one member in one community. Counts by the event's own time, so that a late event
 * lands in its own day. Not safe for several threads: the pipeline's worker that holds the partition owns it.
 */
public final class ActivityState {

    private static final SortedMap<String, long[]> NOWHERE = Collections.emptySortedMap();
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    final List<TypeActivity> types = new ArrayList<>(8);
    final FiringMemory memory = new FiringMemory();
    SortedSet<String> segments = new TreeSet<>();
    /** The latest time known of, in milliseconds; zero before the first. */
    long latest;
    /** By which rules the member is in them; empty where that is unknown. */
    SortedMap<String, long[]> because = NOWHERE;
    /** On what besides activity the segments were decided; zero where that is unknown. */
    long decidedOn;
    /** Until when what was decided about segments holds; {@link Long#MAX_VALUE} for ever. */
    long holdsUntil = Long.MAX_VALUE;

    private boolean changed;

    /** Counts one event that happened at {@code time}, on the local day {@code day} (days since 1970). */
    public void count(String type, Instant time, int day, Map<String, ?> data, Collected collected) {
        changed = true;
        long millis = time.toEpochMilli();
        latest = Math.max(latest, millis);
        var activity = type(type);
        activity.add(millis, day);
        var kept = collected.of(type);
        if (kept == null) {
            return;
        }
        if (kept.days > 0) {
            activity.days = grown(activity.days, day, 1, kept.days);
        }
        for (var need : kept.fields) {
            if (need.field() != null && data.get(need.field()) instanceof Number number) {
                long amount = millionths(number);
                var field = activity.field(need.field());
                field.sum = DayBuckets.saturated(field.sum, amount);
                if (need.days() > 0) {
                    field.days = grown(field.days, day, amount, need.days());
                }
            }
        }
    }

    private static DayBuckets grown(@Nullable DayBuckets days, int day, long amount, int keep) {
        var buckets = days == null ? new DayBuckets() : days;
        buckets.add(day, amount, keep);
        return buckets;
    }

    private static long millionths(Number number) {
        if (number instanceof Integer || number instanceof Long) {
            long value = number.longValue();
            if (Math.abs(value) < Long.MAX_VALUE / 1_000_000) {
                return value * 1_000_000;
            }
        }
        var exact = number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
        var scaled = exact.multiply(MILLION).setScale(0, RoundingMode.HALF_EVEN);
        if (scaled.precision() > 18) {
            return scaled.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return scaled.longValueExact();
    }

    TypeActivity type(String name) {
        var found = find(name);
        if (found == null) {
            found = new TypeActivity(name);
            types.add(found);
        }
        return found;
    }

    private @Nullable TypeActivity find(String name) {
        for (int i = 0; i < types.size(); i++) {
            var type = types.get(i);
            if (type.isOf(name)) {
                return type;
            }
        }
        return null;
    }

    /** How many events of the type there were, ever. */
    public long count(String type) {
        var found = find(type);
        return found == null ? 0 : found.count;
    }

    /** How many events of the type there were on the days from {@code from} to {@code to}, both included. */
    public long count(String type, int from, int to) {
        var found = find(type);
        return found == null || found.days == null ? 0 : found.days.sum(from, to);
    }

    /** On how many days from {@code from} to {@code to}, both included, there were events of the type. */
    public int days(String type, int from, int to) {
        var found = find(type);
        return found == null || found.days == null ? 0 : found.days.days(from, to);
    }

    /** The oldest day of a window with an event of the type, or with its field: when it leaves, values change. */
    public OptionalInt oldestDay(String type, @Nullable String field, int from, int to) {
        var days = buckets(type, field);
        return days == null ? OptionalInt.empty() : days.oldest(from, to);
    }

    /** The last day from which on, up to {@code to}, there is still as much of the type or its field as needed. */
    public OptionalInt lastDayReaching(String type, @Nullable String field, double needed, int from, int to) {
        var days = buckets(type, field);
        return days == null ? OptionalInt.empty() : days.lastReaching(needed, from, to, false);
    }

    /** The last day from which on, up to {@code to}, there are still as many days with events as needed. */
    public OptionalInt lastDayWithDays(String type, double needed, int from, int to) {
        var days = buckets(type, null);
        return days == null ? OptionalInt.empty() : days.lastReaching(needed, from, to, true);
    }

    /** Whether no day of the window takes away from the field's sum, as refunds do. */
    public boolean growsOnly(String type, String field, int from, int to) {
        var days = buckets(type, field);
        return days == null || days.growsOnly(from, to);
    }

    private @Nullable DayBuckets buckets(String type, @Nullable String field) {
        var found = find(type);
        if (found == null || field == null) {
            return found == null ? null : found.days;
        }
        var sums = found.find(field);
        return sums == null ? null : sums.days;
    }

    public BigDecimal sum(String type, String field) {
        var found = find(type);
        var sums = found == null ? null : found.find(field);
        return sums == null ? BigDecimal.ZERO : decimal(sums.sum);
    }

    public BigDecimal sum(String type, String field, int from, int to) {
        var found = find(type);
        var sums = found == null ? null : found.find(field);
        return sums == null || sums.days == null ? BigDecimal.ZERO : decimal(sums.days.sum(from, to));
    }

    private static BigDecimal decimal(long millionths) {
        if (millionths % 1_000_000 == 0) {
            return BigDecimal.valueOf(millionths / 1_000_000);
        }
        return BigDecimal.valueOf(millionths, 6).stripTrailingZeros();
    }

    /** How many days in a row, up to today or yesterday, had events of the type. */
    public int streak(String type, int today) {
        var found = find(type);
        if (found == null || found.streakEnd < today - 1) {
            return 0;
        }
        return found.streakEnd - found.streakStart + 1;
    }

    /**
     * On how many days up to today there were events, going back as long as of any seven days in a row no more than so many
     * were without; today isn't missed before it is over.
     */
    public int streakForgiving(String type, int missedAWeek, int today) {
        var found = find(type);
        return found == null || found.days == null ? 0 : found.days.streak(missedAWeek, today);
    }

    /** The last day of the newest streak: the day after tomorrow of it, the streak is broken. */
    public OptionalInt streakEnd(String type) {
        var found = find(type);
        return found == null ? OptionalInt.empty() : OptionalInt.of(found.streakEnd);
    }

    public Optional<Instant> first(String type) {
        return Optional.ofNullable(find(type)).map(found -> Instant.ofEpochMilli(found.first));
    }

    public Optional<Instant> last(String type) {
        return Optional.ofNullable(find(type)).map(found -> Instant.ofEpochMilli(found.last));
    }

    /** The types of which there were events, in the order of their first one. */
    public List<String> eventTypes() {
        return types.stream().map(type -> type.type).toList();
    }

    /** The fields of the type that are added up. */
    public List<String> fields(String type) {
        var found = find(type);
        return found == null
                ? List.of()
                : found.fields.stream().map(field -> field.name).toList();
    }

    /** Time went by, whether or not the member did anything; it never goes back. */
    public void passed(Instant time) {
        if (time.toEpochMilli() > latest) {
            latest = time.toEpochMilli();
            changed = true;
        }
    }

    /** The latest time that is known of: of an event, or of a look at the calendar. */
    public Instant latest() {
        return Instant.ofEpochMilli(latest);
    }

    /** How often the rule fired in the period. */
    public int fired(long rule, int period) {
        return memory.fired(rule, period);
    }

    public void remember(long rule, int period) {
        memory.remember(rule, period);
        changed = true;
    }

    /** The segments that rules put the member in. */
    public SortedSet<String> segments() {
        return segments;
    }

    /**
     * By which rules the member is in each segment, if they were decided on this; otherwise they must all be asked.
     *
     * @param on stands for all that segments are decided on besides activity and time; never zero
     */
    public Optional<SortedMap<String, long[]>> because(long on) {
        return decidedOn == on ? Optional.of(because) : Optional.empty();
    }

    /** Remembers by which rules the member is in each segment, and on what that was decided. */
    public void decided(SortedMap<String, long[]> by, long on) {
        if (decidedOn != on || !same(because, by)) {
            inSegments(new TreeSet<>(by.keySet()));
            because = by;
            decidedOn = on;
            changed = true;
        }
    }

    private static boolean same(SortedMap<String, long[]> one, SortedMap<String, long[]> other) {
        return one.keySet().equals(other.keySet())
                && one.entrySet().stream()
                        .allMatch(segment -> Arrays.equals(segment.getValue(), other.get(segment.getKey())));
    }

    /** Sets segments whose rules are unknown. */
    public void inSegments(SortedSet<String> now) {
        askAll();
        if (!segments.equals(now)) {
            segments = now;
            changed = true;
        }
    }

    /** What changed otherwise than by an event may change the answer of any rule. */
    private void askAll() {
        because = NOWHERE;
        decidedOn = 0;
    }

    public Instant holdsUntil() {
        return holdsUntil == Long.MAX_VALUE ? Instant.MAX : Instant.ofEpochMilli(holdsUntil);
    }

    public void holdsUntil(Instant until) {
        long millis = until.isAfter(Instant.ofEpochMilli(Long.MAX_VALUE)) ? Long.MAX_VALUE : until.toEpochMilli();
        if (millis != holdsUntil) {
            holdsUntil = millis;
            changed = true;
        }
    }

    /** Whether there is something to store. */
    public boolean changed() {
        return changed;
    }

    /**
     * Adds up what another member did, who is the same person. Streaks touch or don't, as far as the two know; older days
     * only the log can tell, see {@link #extendStreak}. Segments stay: they are decided anew.
     */
    public void join(ActivityState other) {
        changed = true;
        askAll();
        latest = Math.max(latest, other.latest);
        holdsUntil = Math.min(holdsUntil, other.holdsUntil);
        other.types.forEach(type -> type(type.type).join(type));
        memory.join(other.memory);
    }

    /** The streak began so early, as the log knows. */
    public void extendStreak(String type, int start) {
        var found = find(type);
        if (found != null && start < found.streakStart) {
            found.streakStart = start;
            changed = true;
            askAll();
        }
    }

    /** Takes over which rules fired, so that none fires twice. */
    public void rememberAs(ActivityState other) {
        memory.join(other.memory);
        changed = true;
    }

    /** The state as it is stored. */
    public byte[] bytes() {
        return ActivityCodec.encode(this);
    }

    /**
     * Takes days and sums from what was read from the log, in place of what was collected. Where the log no longer has
     * everything, days that it lacks stay as they were collected.
     *
     * @return whether the log had everything
     */
    public boolean fill(ActivityState log, Collected needs) {
        askAll();
        boolean all = true;
        for (var type : types) {
            var kept = needs.of(type.type);
            if (kept != null) {
                all &= type.fill(log.find(type.type), kept);
                changed = true;
            }
        }
        return all;
    }
}
