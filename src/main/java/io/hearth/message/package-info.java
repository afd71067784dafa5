/** Templates, may-we-send, outbox, channels and what became of each message; the only user of FreeMarker. Uses {@code platform}, {@code account}, {@code content}, {@code member}, {@code event}, {@code community}, {@code segment}, {@code reward} and {@code task}. */
@NullMarked
package io.hearth.message;

import org.jspecify.annotations.NullMarked;
