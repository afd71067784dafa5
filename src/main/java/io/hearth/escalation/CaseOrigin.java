package io.hearth.escalation;

import io.hearth.member.MemberId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where cases come from that something waits for: what people decide goes back there, in the transaction that closes the case. */
public interface CaseOrigin {

    /** The kind of case that waits for a decision. */
    String kind();

    /** Locks what the case is about, before the case itself. */
    default void lock(About about) {}

    void decided(About about, Decision decision, String by, @Nullable String text, Instant at);

    /** What people may decide. */
    enum Decision {
        RELEASE,
        REFUSE
    }

    /** What a case is about. */
    record About(MemberId member, String community, String rule, String object) {}
}
