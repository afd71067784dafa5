/**
 * What members win: prizes for challenges, draws and contributors, each given once. Uses {@code platform}, {@code account},
 * {@code decision}, {@code member}, {@code event}, {@code community}, {@code task}, {@code segment}, {@code reward} and
 * {@code message}.
 */
@NullMarked
package io.hearth.contest;

import org.jspecify.annotations.NullMarked;
