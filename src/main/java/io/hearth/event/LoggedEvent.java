package io.hearth.event;

import io.hearth.member.MemberId;
import io.hearth.platform.CopyBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event in the log. Never altered, but for the erasure of its member. */
public final class LoggedEvent {

    private final int partition;
    private final long position;
    private final String source;
    private final String id;
    private final String type;
    private final Instant time;
    private final Instant acceptedAt;
    private final MemberId member;
    private final MemberId origin;
    private final String community;
    private final @Nullable String object;
    private final byte[] json;
    private final @Nullable String cause;
    private final int depth;
    private final Effects effects;
    private volatile @Nullable Map<String, Object> data;

    public LoggedEvent(
            EventRef ref,
            String source,
            String id,
            String type,
            Instant time,
            Instant acceptedAt,
            MemberId member,
            String community,
            @Nullable String object,
            byte[] json,
            @Nullable String cause,
            int depth,
            Effects effects) {
        this(ref, source, id, type, time, acceptedAt, member, member, community, object, json, cause, depth, effects);
    }

    private LoggedEvent(
            EventRef ref,
            String source,
            String id,
            String type,
            Instant time,
            Instant acceptedAt,
            MemberId member,
            MemberId origin,
            String community,
            @Nullable String object,
            byte[] json,
            @Nullable String cause,
            int depth,
            Effects effects) {
        this.partition = ref.partition();
        this.position = ref.position();
        this.source = source;
        this.id = id;
        this.type = type;
        this.time = time;
        this.acceptedAt = acceptedAt;
        this.member = member;
        this.origin = origin;
        this.community = community;
        this.object = object;
        this.json = json;
        this.cause = cause;
        this.depth = depth;
        this.effects = effects;
    }

    public EventRef ref() {
        return new EventRef(partition, position);
    }

    public int partition() {
        return partition;
    }

    public long position() {
        return position;
    }

    public String source() {
        return source;
    }

    public String id() {
        return id;
    }

    public String type() {
        return type;
    }

    public Instant time() {
        return time;
    }

    public Instant acceptedAt() {
        return acceptedAt;
    }

    public MemberId member() {
        return member;
    }

    /** The number under which it came: another one than the member's when that number was merged. */
    public MemberId origin() {
        return origin;
    }

    /** The same event, about the member that its number stands for now. */
    LoggedEvent about(MemberId now) {
        return now.equals(member)
                ? this
                : new LoggedEvent(
                        ref(),
                        source,
                        id,
                        type,
                        time,
                        acceptedAt,
                        now,
                        origin,
                        community,
                        object,
                        json,
                        cause,
                        depth,
                        effects);
    }

    public String community() {
        return community;
    }

    public @Nullable String object() {
        return object;
    }

    public @Nullable String cause() {
        return cause;
    }

    public int depth() {
        return depth;
    }

    public Effects effects() {
        return effects;
    }

    /** The data as it was sent: a JSON object. */
    public String json() {
        return new String(json, StandardCharsets.UTF_8);
    }

    /** The data: whole numbers as Long or BigDecimal, others as BigDecimal. Read when first asked for. */
    public Map<String, Object> data() {
        var known = data;
        if (known == null) {
            known = EventData.read(json);
            data = known;
        }
        return known;
    }

    void writeTo(CopyBuffer row) {
        row.row(14);
        row.smallint(partition);
        row.smallint(depth);
        row.smallint(effects.code());
        row.bigint(position);
        row.bigint(origin.value());
        row.timestamp(acceptedAt);
        row.timestamp(time);
        row.text(source);
        row.text(id);
        row.text(type);
        row.text(community);
        row.text(object);
        row.text(cause);
        row.text(json);
    }

    @Override
    public String toString() {
        return "event " + partition + "-" + position + " (" + type + ")";
    }
}
