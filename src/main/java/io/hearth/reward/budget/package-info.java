/** How much may be given, to whom and in what time; spent exactly, whoever asks at once. Uses what {@code reward} may use. */
@NullMarked
package io.hearth.reward.budget;

import org.jspecify.annotations.NullMarked;
