/** The building blocks that workflows are drawn with: each a checked step with typed fields. Uses what {@code journey} may use. */
@NullMarked
package io.hearth.journey.block;

import org.jspecify.annotations.NullMarked;
