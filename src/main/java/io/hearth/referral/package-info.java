/**
 * Members who invite others: codes, who came by whom, the steps until both are rewarded, and what looks like fraud. Uses
 * {@code platform}, {@code account}, {@code decision}, {@code member}, {@code event}, {@code community}, {@code reward} and
 * {@code escalation}.
 */
@NullMarked
package io.hearth.referral;

import org.jspecify.annotations.NullMarked;
