/** Communities, memberships, roles, charter and objectives. Uses {@code platform}, {@code account}, {@code member} and {@code event}. */
@NullMarked
package io.hearth.community;

import org.jspecify.annotations.NullMarked;
