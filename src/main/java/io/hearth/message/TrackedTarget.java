package io.hearth.message;

import java.net.URI;
import java.util.Optional;

/** Tracked links besides those in messages: their tokens name something that is kept, never an address. */
public interface TrackedTarget {

    /**
     * Where a token leads; nothing if it is none of these.
     *
     * @param counts whether somebody opened it, and did not only look whether it is there
     */
    Optional<URI> follow(String token, boolean counts);
}
