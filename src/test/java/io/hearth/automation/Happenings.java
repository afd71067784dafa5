package io.hearth.automation;

import io.hearth.event.Effects;
import io.hearth.event.EventRef;
import io.hearth.event.LoggedEvent;
import io.hearth.member.MemberId;
import io.hearth.platform.Json;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Events as the log would hand them over, in a partition that no log has. */
final class Happenings {

    private static final int PARTITION = 900;
    private static final AtomicLong POSITION = new AtomicLong(System.nanoTime());
    private static final AtomicLong MEMBER = new AtomicLong(System.nanoTime());

    private final String community;

    Happenings(String community) {
        this.community = community;
    }

    static MemberId somebody() {
        return new MemberId(MEMBER.incrementAndGet());
    }

    LoggedEvent event(MemberId member, String type, Instant at) {
        return event(member, type, at, null, Map.of(), Effects.ALL);
    }

    LoggedEvent event(
            MemberId member,
            String type,
            Instant at,
            @Nullable String object,
            Map<String, Object> data,
            Effects effects) {
        return at(new EventRef(PARTITION, POSITION.incrementAndGet()), member, type, at, object, data, effects);
    }

    LoggedEvent at(
            EventRef ref,
            MemberId member,
            String type,
            Instant at,
            @Nullable String object,
            Map<String, Object> data,
            Effects effects) {
        return new LoggedEvent(
                ref,
                "test",
                "e" + ref,
                type,
                at,
                at,
                member,
                community,
                object,
                Json.mapper().writeValueAsBytes(data),
                null,
                0,
                effects);
    }
}
