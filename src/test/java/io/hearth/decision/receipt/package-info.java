@NullMarked
package io.hearth.decision.receipt;

import org.jspecify.annotations.NullMarked;
