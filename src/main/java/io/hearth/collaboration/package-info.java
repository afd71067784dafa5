/**
 * Partners and the work with them: who they are and how well they fit, and collaborations from invitation to payment and
 * retrospective. One run of a journey carries each collaboration; people do its steps in the inbox. May use all packages
 * above it.
 */
@NullMarked
package io.hearth.collaboration;

import org.jspecify.annotations.NullMarked;
