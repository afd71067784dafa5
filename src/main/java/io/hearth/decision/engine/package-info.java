/**
 * Compiles rulebooks in a process of its own, checks what comes back, and makes decisions with it. Everything that
 * knows Drools is here and in {@code decision.language}. Uses {@code decision}, {@code content} and {@code platform}.
 */
@NullMarked
package io.hearth.decision.engine;

import org.jspecify.annotations.NullMarked;
