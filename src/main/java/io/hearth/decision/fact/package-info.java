/** What rules see and what they may ask for: every public method here is part of the rule writers' language. Uses nothing. */
@NullMarked
package io.hearth.decision.fact;

import org.jspecify.annotations.NullMarked;
