/** Coupons: pools of unique codes, given to members and redeemed by shops, each once. Uses what {@code reward} may use. */
@NullMarked
package io.hearth.reward.coupon;

import org.jspecify.annotations.NullMarked;
