package io.hearth.member.activity;

import io.hearth.member.activity.TypeActivity.FieldActivity;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The state as bytes: a version, then sections of (tag, length, content). A reader skips sections that it doesn't
 * know, so that the version before can read what the version after wrote.
 */
final class ActivityCodec {

    private static final int VERSION = 1;
    private static final int END = 0;
    private static final int TYPE = 1;
    private static final int MEMORY = 2;
    private static final int SEGMENTS = 3;
    private static final int TIMES = 4;
    private static final int BECAUSE = 5;

    private ActivityCodec() {}

    static byte[] encode(ActivityState state) {
        var out = new Writer();
        out.number(VERSION);
        for (var type : state.types) {
            int section = out.begin(TYPE);
            encode(type, out);
            out.end(section);
        }
        if (state.memory.rules.length > 0) {
            int section = out.begin(MEMORY);
            encode(state.memory, out);
            out.end(section);
        }
        if (!state.segments.isEmpty()) {
            int section = out.begin(SEGMENTS);
            out.number(state.segments.size());
            state.segments.forEach(out::text);
            out.end(section);
        }
        if (state.decidedOn != 0) {
            int section = out.begin(BECAUSE);
            encode(state.decidedOn, state.because, out);
            out.end(section);
        }
        int section = out.begin(TIMES);
        out.signed(state.latest);
        out.signed(state.holdsUntil);
        out.end(section);
        out.number(END);
        return out.bytes();
    }

    private static void encode(TypeActivity type, Writer out) {
        out.text(type.type);
        out.number(type.count);
        out.signed(type.first);
        out.signed(type.last - type.first);
        out.signed(type.streakStart);
        out.signed((long) type.streakEnd - type.streakStart);
        encode(type.days, out);
        out.number(type.fields.size());
        for (var field : type.fields) {
            out.text(field.name);
            out.signed(field.sum);
            encode(field.days, out);
        }
    }

    private static void encode(@Nullable DayBuckets days, Writer out) {
        if (days == null) {
            out.number(0);
            return;
        }
        out.number(days.size() + 1L);
        long before = 0;
        for (int i = 0; i < days.size(); i++) {
            out.signed(days.day(i) - before);
            out.signed(days.amount(i));
            before = days.day(i);
        }
    }

    private static void encode(FiringMemory memory, Writer out) {
        out.number(memory.rules.length);
        for (int i = 0; i < memory.rules.length; i++) {
            out.fixed(memory.rules[i]);
            out.signed(memory.periods[i]);
            out.number(memory.counts[i]);
        }
    }

    private static void encode(long on, SortedMap<String, long[]> because, Writer out) {
        out.fixed(on);
        out.number(because.size());
        because.forEach((segment, rules) -> {
            out.text(segment);
            out.number(rules.length);
            for (long rule : rules) {
                out.fixed(rule);
            }
        });
    }

    static ActivityState decode(byte[] bytes) {
        var state = new ActivityState();
        var in = new Reader(bytes);
        long version = in.number();
        if (version != VERSION) {
            throw new IllegalStateException(
                    "Expected to read an activity state, but its version " + version + " is unknown here.");
        }
        for (long tag = in.number(); tag != END; tag = in.number()) {
            int end = in.size() + in.at;
            if (tag == TYPE) {
                state.types.add(decodeType(in));
            } else if (tag == MEMORY) {
                decode(state.memory, in);
            } else if (tag == SEGMENTS) {
                var segments = new TreeSet<String>();
                for (long left = in.number(); left > 0; left--) {
                    segments.add(in.text());
                }
                state.segments = segments;
            } else if (tag == BECAUSE) {
                state.decidedOn = in.fixed();
                state.because = decodeBecause(in);
            } else if (tag == TIMES) {
                state.latest = in.signed();
                state.holdsUntil = in.signed();
            }
            in.at = end;
        }
        return state;
    }

    private static SortedMap<String, long[]> decodeBecause(Reader in) {
        int size = (int) in.number();
        if (size == 0) {
            return Collections.emptySortedMap();
        }
        var because = new TreeMap<String, long[]>();
        for (int i = 0; i < size; i++) {
            var segment = in.text();
            var rules = new long[(int) in.number()];
            for (int n = 0; n < rules.length; n++) {
                rules[n] = in.fixed();
            }
            because.put(segment, rules);
        }
        return because;
    }

    private static TypeActivity decodeType(Reader in) {
        var type = new TypeActivity(in.text());
        type.count = in.number();
        type.first = in.signed();
        type.last = type.first + in.signed();
        type.streakStart = (int) in.signed();
        type.streakEnd = type.streakStart + (int) in.signed();
        type.days = decodeDays(in);
        for (long left = in.number(); left > 0; left--) {
            var field = new FieldActivity(in.text());
            field.sum = in.signed();
            field.days = decodeDays(in);
            type.fields.add(field);
        }
        return type;
    }

    private static @Nullable DayBuckets decodeDays(Reader in) {
        int size = (int) in.number() - 1;
        if (size < 0) {
            return null;
        }
        var days = new DayBuckets(size);
        int day = 0;
        for (int i = 0; i < size; i++) {
            day += (int) in.signed();
            days.put(day, in.signed());
        }
        return days;
    }

    private static void decode(FiringMemory memory, Reader in) {
        int size = (int) in.number();
        memory.rules = new long[size];
        memory.periods = new int[size];
        memory.counts = new int[size];
        for (int i = 0; i < size; i++) {
            memory.rules[i] = in.fixed();
            memory.periods[i] = (int) in.signed();
            memory.counts[i] = (int) in.number();
        }
    }

    /** Grows as needed; a section's length takes three bytes, patched when it ends. */
    private static final class Writer {

        private static final int LENGTH = 3;

        private byte[] bytes = new byte[256];
        private int at;

        int begin(int tag) {
            number(tag);
            at += room(LENGTH);
            return at;
        }

        void end(int section) {
            int length = at - section;
            bytes[section - 3] = (byte) (length >>> 16);
            bytes[section - 2] = (byte) (length >>> 8);
            bytes[section - 1] = (byte) length;
        }

        private int room(int needed) {
            if (at + needed > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, at + needed));
            }
            return needed;
        }

        void number(long value) {
            room(10);
            while ((value & ~0x7FL) != 0) {
                bytes[at++] = (byte) (value | 0x80);
                value >>>= 7;
            }
            bytes[at++] = (byte) value;
        }

        void signed(long value) {
            number((value << 1) ^ (value >> 63));
        }

        void fixed(long value) {
            room(8);
            for (int shift = 56; shift >= 0; shift -= 8) {
                bytes[at++] = (byte) (value >>> shift);
            }
        }

        void text(String value) {
            var encoded = value.getBytes(StandardCharsets.UTF_8);
            number(encoded.length);
            room(encoded.length);
            System.arraycopy(encoded, 0, bytes, at, encoded.length);
            at += encoded.length;
        }

        byte[] bytes() {
            return Arrays.copyOf(bytes, at);
        }
    }

    private static final class Reader {

        private final byte[] bytes;
        private int at;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        int size() {
            int size = (bytes[at] & 0xFF) << 16 | (bytes[at + 1] & 0xFF) << 8 | bytes[at + 2] & 0xFF;
            at += 3;
            return size;
        }

        long number() {
            long value = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = bytes[at++];
                value |= (long) (next & 0x7F) << shift;
                if (next >= 0) {
                    return value;
                }
            }
        }

        long signed() {
            long value = number();
            return (value >>> 1) ^ -(value & 1);
        }

        long fixed() {
            long value = 0;
            for (int i = 0; i < 8; i++) {
                value = value << 8 | bytes[at++] & 0xFF;
            }
            return value;
        }

        String text() {
            int length = (int) number();
            var text = new String(bytes, at, length, StandardCharsets.UTF_8);
            at += length;
            return text;
        }
    }
}
