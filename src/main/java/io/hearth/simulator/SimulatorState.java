package io.hearth.simulator;

/**
 * What the simulator does at the moment.
 *
 * @param eventsPerSecond 0 to 500
 * @param sent events since the server started
 */
record SimulatorState(boolean running, double eventsPerSecond, long sent) {}
