/** Memberships that are paid for in the shop: terms, renewal, grace, and the privileges that come with them. */
@NullMarked
package io.hearth.reward.plan;

import org.jspecify.annotations.NullMarked;
