/** Cases for people, with route and deadline. Uses {@code platform}, {@code account}, {@code member}, {@code event} and {@code task}. */
@NullMarked
package io.hearth.escalation;

import org.jspecify.annotations.NullMarked;
