package io.hearth.decision;

/**
 * One line of a rule.
 *
 * @param text as written
 * @param line where in the file
 * @param zh the same in Chinese
 * @param en the same in English
 */
public record Sentence(String text, int line, String zh, String en) {}
