/** Members, their identities, attributes, consents and activity. Uses {@code platform} and {@code account}. */
@NullMarked
package io.hearth.member;

import org.jspecify.annotations.NullMarked;
