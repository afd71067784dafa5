package io.hearth.event;

/** More events wait than may; the caller is asked to come back. */
final class LogBusy extends RuntimeException {

    LogBusy() {
        super("Expected to append events, but too many wait already; send them again in a second.", null, false, false);
    }
}
