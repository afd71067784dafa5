/** Prize draws that can be checked afterwards. Uses what {@code contest} may use. */
@NullMarked
package io.hearth.contest.draw;

import org.jspecify.annotations.NullMarked;
