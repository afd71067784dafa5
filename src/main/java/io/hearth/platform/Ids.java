package io.hearth.platform;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/** New ids that sort by the time they were made, which keeps indexes compact. */
public final class Ids {

    private Ids() {}

    public static UUID next() {
        return UuidCreator.getTimeOrderedEpoch();
    }
}
