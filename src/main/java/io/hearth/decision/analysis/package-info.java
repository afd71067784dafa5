/**
 * What the rules of one version of the content mean together: which can't fire, which say the same, which chase each other, and
 * what each of them costs. Looks at conditions as sets of values, not at their wording. Uses {@code decision}, its language and
 * {@code content}.
 */
@NullMarked
package io.hearth.decision.analysis;

import org.jspecify.annotations.NullMarked;
