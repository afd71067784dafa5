/** Coupons, privileges and gifts that rules give: what was given, and what could not be given and why. */
@NullMarked
package io.hearth.reward.benefit;

import org.jspecify.annotations.NullMarked;
