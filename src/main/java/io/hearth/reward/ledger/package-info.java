/** The books: points move between accounts in pairs of entries that add up to nothing. Uses what {@code reward} may use. */
@NullMarked
package io.hearth.reward.ledger;

import org.jspecify.annotations.NullMarked;
