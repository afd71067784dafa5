/** The product in one page: log, facts, decisions, outcomes; wake-ups and dispatchers. May use all packages above it. */
@NullMarked
package io.hearth.automation;

import org.jspecify.annotations.NullMarked;
