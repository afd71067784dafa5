package io.hearth.member.activity;

import java.time.Instant;
import java.util.Map;

/** Stored states for members that are loaded by COPY: as the pipeline would have written them. */
public final class StoredActivity {

    private StoredActivity() {}

    /** A member who did each of the types so many times, once a day, the last time before {@code until}. */
    public static byte[] of(Iterable<String> types, int times, Instant until, Collected collected) {
        var state = new ActivityState();
        for (var type : types) {
            for (int i = times; i > 0; i--) {
                var time = until.minusSeconds(i * 86_400L);
                int day = (int) (time.getEpochSecond() / 86_400);
                state.count(type, time, day, Map.of("amount", 10), collected);
                state.count("*", time, day, Map.of(), collected);
            }
        }
        return ActivityCodec.encode(state);
    }
}
