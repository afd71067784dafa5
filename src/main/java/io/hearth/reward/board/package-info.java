/** Who has earned most. Uses what {@code reward} may use. */
@NullMarked
package io.hearth.reward.board;

import org.jspecify.annotations.NullMarked;
