/** Challenges: who enters, how it is scored, who wins. Uses what {@code contest} may use. */
@NullMarked
package io.hearth.contest.challenge;

import org.jspecify.annotations.NullMarked;
