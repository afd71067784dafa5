/** Finds, checks, versions and releases the files in rules/, bpmn/ and templates/. Uses {@code platform} and {@code account}. */
@NullMarked
package io.hearth.content;

import org.jspecify.annotations.NullMarked;
