/** A window onto FreeMarker's syntax tree, whose accessors are package-private; nothing else belongs here. */
@NullMarked
package freemarker.core;

import org.jspecify.annotations.NullMarked;
