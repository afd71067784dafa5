/** When members' levels are looked at again: days of grace that end, and points that leave their period. */
@NullMarked
package io.hearth.reward.level;

import org.jspecify.annotations.NullMarked;
