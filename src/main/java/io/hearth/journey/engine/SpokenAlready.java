package io.hearth.journey.engine;

/** Somebody who was asked once has answered already; one person has one voice, in whosever place. */
public final class SpokenAlready extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SpokenAlready(String by) {
        super("Expected an answer of somebody else, but %s has answered already".formatted(by));
    }
}
