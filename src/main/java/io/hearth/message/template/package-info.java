/** Message templates: what they may contain, their languages, their forms and how they are rendered; the only user of FreeMarker for messages. Uses {@code platform} and {@code content}. */
@NullMarked
package io.hearth.message.template;

import org.jspecify.annotations.NullMarked;
