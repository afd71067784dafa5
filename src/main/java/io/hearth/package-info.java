/** Hearth: a server that runs communities by rules. Start reading at {@code automation}. */
@NullMarked
package io.hearth;

import org.jspecify.annotations.NullMarked;
