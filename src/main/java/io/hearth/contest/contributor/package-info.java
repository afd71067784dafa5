/** Contributors of the month: listed by a figure, chosen by people, announced. Uses what {@code contest} may use. */
@NullMarked
package io.hearth.contest.contributor;

import org.jspecify.annotations.NullMarked;
