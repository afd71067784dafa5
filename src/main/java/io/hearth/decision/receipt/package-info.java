/** Keeps receipts and tells them; says why a rule would or would not fire. Uses {@code decision}, its language, {@code content} and {@code platform}. */
@NullMarked
package io.hearth.decision.receipt;

import org.jspecify.annotations.NullMarked;
