/** What points buy: gifts with stock, privileges with a term, coupons. Uses what {@code reward} may use. */
@NullMarked
package io.hearth.reward.catalogue;

import org.jspecify.annotations.NullMarked;
