package io.hearth.member.activity;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One member's events of one type, added up. */
final class TypeActivity {

    final String type;
    private final int hash;
    long count;
    long first;
    long last;
    int streakStart;
    int streakEnd;
    final List<FieldActivity> fields = new ArrayList<>(1);

    @Nullable
    DayBuckets days;

    TypeActivity(String type) {
        this.type = type;
        this.hash = type.hashCode();
    }

    /** Rules ask for types by the hundred, so the hash is looked at first. */
    boolean isOf(String name) {
        return hash == name.hashCode() && type.equals(name);
    }

    void add(long millis, int day) {
        first = count == 0 ? millis : Math.min(first, millis);
        last = count == 0 ? millis : Math.max(last, millis);
        extendStreak(day);
        count++;
    }

    /** A late event closes the gap before or after the streak; one from before an older gap changes nothing. */
    private void extendStreak(int day) {
        if (count == 0 || day > streakEnd + 1) {
            streakStart = day;
            streakEnd = day;
        } else if (day == streakEnd + 1) {
            streakEnd = day;
        } else if (day == streakStart - 1) {
            streakStart = day;
        }
    }

    /** Takes what the log has; returns whether that is everything. */
    boolean fill(@Nullable TypeActivity log, Collected.ForType kept) {
        if (log == null) {
            return count == 0;
        }
        boolean whole = log.count >= count;
        if (kept.days > 0) {
            days = DayBuckets.filled(days, log.days, whole);
        }
        for (var read : log.fields) {
            var mine = find(read.name);
            if (mine == null || whole) {
                mine = field(read.name);
                mine.sum = read.sum;
            }
            mine.days = DayBuckets.filled(mine.days, read.days, whole);
        }
        return whole;
    }

    /** Adds up what the same person did under another number. */
    void join(TypeActivity other) {
        if (other.count == 0) {
            return;
        }
        if (count == 0) {
            first = other.first;
            last = other.last;
            streakStart = other.streakStart;
            streakEnd = other.streakEnd;
        } else {
            first = Math.min(first, other.first);
            last = Math.max(last, other.last);
            joinStreak(other);
        }
        count += other.count;
        days = DayBuckets.joined(days, other.days);
        for (var field : other.fields) {
            var mine = field(field.name);
            mine.sum = DayBuckets.saturated(mine.sum, field.sum);
            mine.days = DayBuckets.joined(mine.days, field.days);
        }
    }

    /** The later one goes on, as far back as the two touch. */
    private void joinStreak(TypeActivity other) {
        boolean touching = other.streakStart <= streakEnd + 1 && streakStart <= other.streakEnd + 1;
        if (touching) {
            streakStart = Math.min(streakStart, other.streakStart);
            streakEnd = Math.max(streakEnd, other.streakEnd);
        } else if (other.streakEnd > streakEnd) {
            streakStart = other.streakStart;
            streakEnd = other.streakEnd;
        }
    }

    FieldActivity field(String name) {
        var field = find(name);
        if (field == null) {
            field = new FieldActivity(name);
            fields.add(field);
        }
        return field;
    }

    @Nullable
    FieldActivity find(String name) {
        for (var field : fields) {
            if (field.name.equals(name)) {
                return field;
            }
        }
        return null;
    }

    /** The sum of one number field, in millionths, so that money stays exact. */
    static final class FieldActivity {

        final String name;
        long sum;

        @Nullable
        DayBuckets days;

        FieldActivity(String name) {
            this.name = name;
        }
    }
}
