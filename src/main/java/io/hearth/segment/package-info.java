/** Membership of segments, with history. Uses {@code platform}, {@code account}, {@code member} and {@code event}. */
@NullMarked
package io.hearth.segment;

import org.jspecify.annotations.NullMarked;
