package io.hearth.journey.engine;

/** A step must be done by somebody else than a person who has a part in it already. */
public final class NotByThisPerson extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotByThisPerson(String element, String by, String why) {
        super("Expected somebody else to do '%s', but %s is '%s' here".formatted(element, by, why));
    }
}
