package io.hearth.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Events by the standard mix: any member, any type, and one in ten with an outcome. Knows what must come out. */
final class Traffic {

    private final AtomicLong next = new AtomicLong();
    private final String prefix;
    private final int members;

    private final int every;

    Traffic(String prefix) {
        this(prefix, Fixtures.MEMBERS, 10);
    }

    /** @param members how many members the events are about, those first loaded first */
    Traffic(String prefix, int members) {
        this(prefix, members, 10);
    }

    /** @param every how many events there are for each that earns points */
    Traffic(String prefix, int members, int every) {
        this.prefix = prefix;
        this.members = members;
        this.every = every;
    }

    /** A batch as JSON, and what it must bring. */
    record Batch(String json, int events, int awards, long points) {}

    Batch batch(int size) {
        long first = next.getAndAdd(size);
        var random = new SplittableRandom(first * 31 + 7);
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        var json = new StringBuilder(size * 260).append('[');
        int awards = 0;
        long points = 0;
        for (int i = 0; i < size; i++) {
            int type = random.nextInt(StandardContent.TYPES);
            boolean award = (first + i) % every == 0;
            int band = random.nextInt(StandardContent.BANDS);
            int amount = award
                    ? StandardContent.FIRST_AWARD + band * 100 + random.nextInt(100)
                    : random.nextInt(StandardContent.FIRST_AWARD);
            if (award) {
                awards++;
                points += StandardContent.points(type, band);
            }
            json.append(i == 0 ? "" : ",")
                    .append("{\"specversion\":\"1.0\",\"source\":\"bench\",\"id\":\"")
                    .append(prefix)
                    .append(first + i)
                    .append("\",\"type\":\"")
                    .append(StandardContent.type(type))
                    .append("\",\"subject\":\"bench:u")
                    .append(random.nextInt(members))
                    .append("\",\"community\":\"bench\",\"time\":\"")
                    .append(now)
                    .append("\",\"datacontenttype\":\"application/json\",\"data\":{\"amount\":")
                    .append(amount)
                    .append(",\"text\":\"ran along the river before work, number ")
                    .append(random.nextInt(1_000_000))
                    .append("\"}}");
        }
        return new Batch(json.append(']').toString(), size, awards, points);
    }
}
