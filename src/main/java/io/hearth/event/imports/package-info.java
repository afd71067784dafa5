/**
 * Brings files into the log: a mapping says how a record becomes an event. Uses {@code platform}, {@code account},
 * {@code member} and {@code event}.
 */
@NullMarked
package io.hearth.event.imports;

import org.jspecify.annotations.NullMarked;
