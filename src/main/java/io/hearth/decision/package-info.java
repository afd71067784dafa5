/** Rulebooks and the decisions they make; the only user of Drools. Uses {@code platform}, {@code account} and {@code content}. */
@NullMarked
package io.hearth.decision;

import org.jspecify.annotations.NullMarked;
