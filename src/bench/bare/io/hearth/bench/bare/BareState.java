package io.hearth.bench.bare;

import io.hearth.bench.StandardContent;
import io.hearth.decision.Aggregate;
import io.hearth.decision.Aggregates;
import java.nio.ByteBuffer;

/** As little state as the rules need: how often and when last, by type; a window counts all. */
final class BareState implements Aggregates {

    private static final int TYPES = StandardContent.TYPES;

    private final int[] counts = new int[TYPES];
    private final long[] last = new long[TYPES];
    private final double[] sums = new double[TYPES];

    static BareState read(byte[] bytes) {
        var state = new BareState();
        var in = ByteBuffer.wrap(bytes);
        for (int i = 0; i < TYPES && in.remaining() >= 20; i++) {
            state.counts[i] = in.getInt();
            state.last[i] = in.getLong();
            state.sums[i] = in.getDouble();
        }
        return state;
    }

    byte[] write() {
        var out = ByteBuffer.allocate(TYPES * 20);
        for (int i = 0; i < TYPES; i++) {
            out.putInt(counts[i]).putLong(last[i]).putDouble(sums[i]);
        }
        return out.array();
    }

    void count(int type, long at, double amount) {
        counts[type]++;
        last[type] = at;
        sums[type] += amount;
    }

    private static int type(Aggregate aggregate) {
        var name = aggregate.eventType();
        return Integer.parseInt(name, 3, name.length() - 5, 10);
    }

    @Override
    public double value(Aggregate aggregate) {
        int type = type(aggregate);
        return switch (aggregate.function()) {
            case COUNT, DAYS, STREAK -> counts[type];
            case SUM -> sums[type];
            case FIRST, LAST -> last[type];
        };
    }

    @Override
    public long holdsUntil(Aggregate aggregate) {
        return Long.MAX_VALUE;
    }
}
