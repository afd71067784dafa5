/**
 * Faults made on purpose, against real server processes: ended, stopped, cut off from their stores, run beside each other.
 * After each one a model in plain Java says what must have come of the events that were accepted. What is made wrong and
 * what must hold is in {@code src/docs/operators.md}; {@code src/bench/run faults} does all of it.
 */
package io.hearth.fault;
