package io.hearth.member.activity;

import java.util.Arrays;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Amounts by local day, few and sorted: members come back on some days, not on all. */
final class DayBuckets {

    static final int FOR_EVER = Integer.MAX_VALUE;

    private int[] days;
    private long[] amounts;
    private int size;

    DayBuckets() {
        this(4);
    }

    DayBuckets(int capacity) {
        days = new int[capacity];
        amounts = new long[capacity];
    }

    int size() {
        return size;
    }

    int day(int index) {
        return days[index];
    }

    long amount(int index) {
        return amounts[index];
    }

    /** Adds to the day's bucket and forgets the days that fell out of the window of {@code keep} days. */
    void add(int day, long amount, int keep) {
        int newest = size == 0 ? day : Math.max(day, days[size - 1]);
        long oldest = keep == FOR_EVER ? Long.MIN_VALUE : (long) newest - keep + 1;
        if (day >= oldest) {
            put(day, amount);
        }
        forgetBefore(oldest);
    }

    /** Adds to the day's bucket. */
    void put(int day, long amount) {
        int at = size > 0 && days[size - 1] == day ? size - 1 : Arrays.binarySearch(days, 0, size, day);
        if (at >= 0) {
            amounts[at] = saturated(amounts[at], amount);
            return;
        }
        int where = -at - 1;
        if (size == days.length) {
            days = Arrays.copyOf(days, Math.max(4, size * 2));
            amounts = Arrays.copyOf(amounts, days.length);
        }
        System.arraycopy(days, where, days, where + 1, size - where);
        System.arraycopy(amounts, where, amounts, where + 1, size - where);
        days[where] = day;
        amounts[where] = amount;
        size++;
    }

    private void forgetBefore(long oldest) {
        int dead = 0;
        while (dead < size && days[dead] < oldest) {
            dead++;
        }
        if (dead > 0) {
            System.arraycopy(days, dead, days, 0, size - dead);
            System.arraycopy(amounts, dead, amounts, 0, size - dead);
            size -= dead;
        }
    }

    /** The sum over the days from {@code from} to {@code to}, both included. */
    long sum(int from, int to) {
        long sum = 0;
        for (int i = size - 1; i >= 0 && days[i] >= from; i--) {
            if (days[i] <= to) {
                sum = saturated(sum, amounts[i]);
            }
        }
        return sum;
    }

    /** How many days from {@code from} to {@code to}, both included, have a bucket. */
    int days(int from, int to) {
        int count = 0;
        for (int i = size - 1; i >= 0 && days[i] >= from; i--) {
            if (days[i] <= to) {
                count++;
            }
        }
        return count;
    }

    /**
     * How many days have a bucket, going back from {@code today} as long as of any seven days in a row no more than
     * {@code missedAWeek} have none. Today itself isn't missed yet.
     */
    int streak(int missedAWeek, int today) {
        int at = size - 1;
        while (at >= 0 && days[at] > today) {
            at--;
        }
        // Whether day d was missed is kept in bit d - (the day looked at): seven bits are a week.
        int week = 0;
        int counted = 0;
        for (int day = today; at >= 0; day--) {
            week = week << 1 & 0x7f;
            if (days[at] == day) {
                at--;
                counted++;
            } else if (day < today) {
                week |= 1;
                if (Integer.bitCount(week) > missedAWeek) {
                    return counted;
                }
            }
        }
        return counted;
    }

    /** The first day from {@code from} to {@code to}, both included, that has a bucket. */
    OptionalInt oldest(int from, int to) {
        for (int i = 0; i < size; i++) {
            if (days[i] >= from) {
                return days[i] <= to ? OptionalInt.of(days[i]) : OptionalInt.empty();
            }
        }
        return OptionalInt.empty();
    }

    /**
     * The last day such that from it to {@code to} there is still as much as needed: the moment it leaves a window,
     * there no longer is.
     *
     * @param each counts the days rather than their amounts
     */
    OptionalInt lastReaching(double needed, int from, int to, boolean each) {
        long reached = 0;
        for (int i = size - 1; i >= 0 && days[i] >= from; i--) {
            if (days[i] <= to) {
                reached = each ? reached + 1 : saturated(reached, amounts[i]);
                if (reached >= needed) {
                    return OptionalInt.of(days[i]);
                }
            }
        }
        return OptionalInt.empty();
    }

    /** Whether no day from {@code from} to {@code to}, both included, has an amount below nothing. */
    boolean growsOnly(int from, int to) {
        for (int i = size - 1; i >= 0 && days[i] >= from; i--) {
            if (days[i] <= to && amounts[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /** What the log has; unless that is everything, of each day the greater amount. */
    static @Nullable DayBuckets filled(@Nullable DayBuckets collected, @Nullable DayBuckets log, boolean whole) {
        if (collected == null || log == null || whole) {
            return log == null ? collected : log;
        }
        for (int i = 0; i < collected.size; i++) {
            int at = Arrays.binarySearch(log.days, 0, log.size, collected.days[i]);
            if (at < 0) {
                log.put(collected.days[i], collected.amounts[i]);
            } else if (Math.abs(collected.amounts[i]) > Math.abs(log.amounts[at])) {
                log.amounts[at] = collected.amounts[i];
            }
        }
        return log;
    }

    /** The amounts of both. */
    static @Nullable DayBuckets joined(@Nullable DayBuckets one, @Nullable DayBuckets other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        for (int i = 0; i < other.size; i++) {
            one.put(other.days[i], other.amounts[i]);
        }
        return one;
    }

    static long saturated(long a, long b) {
        long sum = a + b;
        if (((a ^ sum) & (b ^ sum)) < 0) {
            return a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return sum;
    }
}
