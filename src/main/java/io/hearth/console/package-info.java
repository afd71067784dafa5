/** Serves the packed web application from the class path folder {@code console/}. Uses nothing but {@code platform}. */
@NullMarked
package io.hearth.console;

import org.jspecify.annotations.NullMarked;
