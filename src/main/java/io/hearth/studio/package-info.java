/**
 * Where content is tried before it is published: test runs, try-outs and replays of drafts; nothing here has an effect on members.
 * May use all packages above it.
 */
@NullMarked
package io.hearth.studio;

import org.jspecify.annotations.NullMarked;
