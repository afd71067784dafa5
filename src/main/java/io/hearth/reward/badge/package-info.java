/** Badges with their levels: given, raised, taken back, each with its cause. */
@NullMarked
package io.hearth.reward.badge;

import org.jspecify.annotations.NullMarked;
