/**
 * Reads a BPMN file without the engine and says what in it is not allowed: every element, attribute, condition and timer
 * must be on a list before the engine sees the file. May use {@code content} and {@code journey}'s building blocks.
 */
@NullMarked
package io.hearth.journey.engine.guard;

import org.jspecify.annotations.NullMarked;
