package io.hearth.member.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ActivityCodecTest {

    private static final List<String> TYPES = List.of("post.created", "order.paid", "run.finished", "点赞");

    @Property(tries = 300)
    void readsWhatItWrote(@ForAll long seed) {
        var state = anyState(new Random(seed));

        var bytes = ActivityCodec.encode(state);
        var read = ActivityCodec.decode(bytes);

        assertThat(ActivityCodec.encode(read)).isEqualTo(bytes);
        assertThat(described(read)).isEqualTo(described(state));
    }

    @Test
    void skipsSectionsThatItDoesNotKnow() {
        var bytes = ActivityCodec.encode(anyState(new Random(7)));
        var longer = new byte[bytes.length + 6];
        longer[0] = bytes[0];
        longer[1] = 99; // an unknown tag, of two bytes
        longer[4] = 2;
        System.arraycopy(bytes, 1, longer, 7, bytes.length - 1);

        var read = ActivityCodec.decode(longer);

        assertThat(ActivityCodec.encode(read)).isEqualTo(bytes);
    }

    @Test
    void refusesAnotherVersion() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> ActivityCodec.decode(new byte[] {9, 0}))
                .hasMessageContaining("version 9 is unknown");
    }

    private static ActivityState anyState(Random random) {
        var needs = new ArrayList<Collected.Need>();
        for (var type : TYPES) {
            if (random.nextBoolean()) {
                needs.add(new Collected.Need(type, null, random.nextBoolean() ? 30 : Collected.FOR_EVER));
            }
            if (random.nextBoolean()) {
                needs.add(new Collected.Need(type, "amount", random.nextInt(40)));
            }
        }
        var collected = new Collected(needs);
        var state = new ActivityState();
        for (int i = random.nextInt(80); i > 0; i--) {
            var time = Instant.ofEpochSecond(random.nextLong(-1_000_000_000L, 2_000_000_000L));
            var amount = BigDecimal.valueOf(random.nextInt(1_000_000) - 1000, 2);
            state.count(
                    TYPES.get(random.nextInt(TYPES.size())),
                    time,
                    (int) Math.floorDiv(time.getEpochSecond(), 86_400L),
                    Map.of("amount", amount, "text", "hello"),
                    collected);
        }
        for (int i = random.nextInt(10); i > 0; i--) {
            state.remember(random.nextLong(), random.nextInt(20_000));
        }
        var segments = new TreeSet<String>();
        for (int i = random.nextInt(4); i > 0; i--) {
            segments.add("segment-" + random.nextInt(9));
        }
        state.inSegments(segments);
        if (random.nextBoolean()) {
            state.holdsUntil(Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L)));
        }
        return state;
    }

    private static List<Object> described(ActivityState state) {
        var all = new ArrayList<Object>(List.of(state.segments(), state.holdsUntil(), state.latest()));
        for (var type : state.eventTypes()) {
            all.addAll(List.of(
                    type,
                    state.count(type),
                    state.first(type),
                    state.last(type),
                    state.streakEnd(type),
                    state.count(type, -20_000, 40_000),
                    state.days(type, -20_000, 40_000),
                    state.sum(type, "amount"),
                    state.sum(type, "amount", -20_000, 40_000)));
        }
        return all;
    }

    @Test
    void knowsByWhichRulesSegmentsWereDecidedUntilItIsJoined() {
        var state = new ActivityState();
        state.decided(new TreeMap<>(Map.of("active", new long[] {7, 9})), 5);

        var read = ActivityCodec.decode(ActivityCodec.encode(state));

        assertThat(read.because(5).orElseThrow()).containsOnlyKeys("active");
        assertThat(read.because(5).orElseThrow().get("active")).containsExactly(7, 9);
        assertThat(read.because(6)).isEmpty();
        read.join(new ActivityState());
        assertThat(read.because(5)).isEmpty();
    }
}
