package io.hearth.bench.bare;

import io.hearth.bench.StandardContent;
import io.hearth.decision.Aggregate;
import io.hearth.decision.Aggregates;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** As little state as the rules need: how often and when last, by type; a window counts all. */
final class BareState implements Aggregates {

    private static final int TYPES = StandardContent.TYPES;

    private final int[] counts = new int[TYPES];
    private final long[] last = new long[TYPES];
    private final double[] sums = new double[TYPES];

    static BareState read(byte[] bytes) {
        var state = new BareState();
        var in = ByteBuffer.wrap(bytes);
        while (in.hasRemaining()) {
            int type = in.get();
            state.counts[type] = in.getInt();
            state.last[type] = in.getLong();
            state.sums[type] = in.getDouble();
        }
        return state;
    }

    /** What the member never did takes no room. */
    byte[] write() {
        int known = 0;
        for (int count : counts) {
            known += count > 0 ? 1 : 0;
        }
        var out = ByteBuffer.allocate(known * 21);
        for (int i = 0; i < TYPES; i++) {
            if (counts[i] > 0) {
                out.put((byte) i).putInt(counts[i]).putLong(last[i]).putDouble(sums[i]);
            }
        }
        return out.array();
    }

    void count(int type, long at, double amount) {
        counts[type]++;
        last[type] = at;
        sums[type] += amount;
    }

    private static final Map<String, Integer> NUMBERS = numbers();

    private static Map<String, Integer> numbers() {
        var numbers = new HashMap<String, Integer>();
        for (int i = 0; i < TYPES; i++) {
            numbers.put(StandardContent.type(i), i);
        }
        return numbers;
    }

    private static int type(Aggregate aggregate) {
        return NUMBERS.get(aggregate.eventType());
    }

    @Override
    public double value(Aggregate aggregate) {
        int type = type(aggregate);
        return switch (aggregate.function()) {
            case COUNT, DAYS, STREAK, FORGIVING_STREAK -> counts[type];
            case SUM -> sums[type];
            case FIRST, LAST -> last[type];
        };
    }

    @Override
    public long holdsUntil(Aggregate aggregate) {
        return Long.MAX_VALUE;
    }
}
