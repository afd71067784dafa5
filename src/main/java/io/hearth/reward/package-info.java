/** Points in a double-entry ledger, badges and levels. Uses {@code platform}, {@code account}, {@code member}, {@code event} and {@code task}. */
@NullMarked
package io.hearth.reward;

import org.jspecify.annotations.NullMarked;
