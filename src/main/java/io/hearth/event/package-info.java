/** Accepts, checks and stores events: the log and its positions. Uses {@code platform}, {@code account} and {@code member}. */
@NullMarked
package io.hearth.event;

import org.jspecify.annotations.NullMarked;
