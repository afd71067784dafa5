@NullMarked
package io.hearth.decision.engine;

import org.jspecify.annotations.NullMarked;
