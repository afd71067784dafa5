/** Serves the web application. Uses nothing but {@code platform}. */
@NullMarked
package io.hearth.console;

import org.jspecify.annotations.NullMarked;
