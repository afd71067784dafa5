/**
 * Promotions: an offer to an audience, from its plan over people's approval to settlement and report. One run of a journey
 * carries each of them; its audience is handled as sets. May use all packages above it.
 */
@NullMarked
package io.hearth.promotion;

import org.jspecify.annotations.NullMarked;
