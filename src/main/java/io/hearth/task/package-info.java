/** All work for people: inbox, forms, deadlines. Hands the answer back to where the work came from. Uses {@code platform}, {@code account} and {@code member}. */
@NullMarked
package io.hearth.task;

import org.jspecify.annotations.NullMarked;
