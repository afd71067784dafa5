/**
 * From a draft to a release and back: what people change together, what is checked, who agrees, and what becomes live.
 * May use all packages above {@code studio}.
 */
@NullMarked
package io.hearth.studio.draft;

import org.jspecify.annotations.NullMarked;
