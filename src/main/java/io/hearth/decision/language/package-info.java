/**
 * What marketers write and how it becomes DRL: catalogue, vocabulary, sentences, tables, the engineers' subset, and the guard that all of it
 * passes. Uses {@code content} and the types of {@code decision}.
 */
@NullMarked
package io.hearth.decision.language;

import org.jspecify.annotations.NullMarked;
