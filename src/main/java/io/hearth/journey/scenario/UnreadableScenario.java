package io.hearth.journey.scenario;

/** A scenario that can't be played as it is written. */
final class UnreadableScenario extends RuntimeException {

    private final int line;

    UnreadableScenario(int line, String message) {
        super(message);
        this.line = line;
    }

    int line() {
        return line;
    }
}
