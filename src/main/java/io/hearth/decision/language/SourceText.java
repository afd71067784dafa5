package io.hearth.decision.language;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Turns the bytes of a rule file into text, or says why they are none: the first stage of the guard, before any parser sees the file. */
final class SourceText {

    static final int MOST_BYTES = 256 * 1024;
    private static final int DEEPEST = 40;

    private SourceText() {}

    static Optional<String> read(byte[] bytes, Problems problems) {
        if (bytes.length > MOST_BYTES) {
            problems.error(
                    0,
                    "A rule file has at most 256 KiB, but this one has " + bytes.length / 1024
                            + " KiB. Split it by topic.");
            return Optional.empty();
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            problems.error(0, "The file is not UTF-8. Save it as UTF-8.");
            return Optional.empty();
        }
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        return isHarmless(text, problems) ? Optional.of(text) : Optional.empty();
    }

    static List<String> lines(String text) {
        return List.of(text.split("\\r?\\n", -1));
    }

    private static boolean isHarmless(String text, Problems problems) {
        int line = 1;
        int depth = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\n') {
                line++;
            }
            if (isForbidden(c)) {
                problems.error(
                        line, String.format("The character U+%04X can't be seen and is not allowed. Delete it.", c));
                return false;
            }
            if (c == '\\' && i < text.length() && text.charAt(i) == 'u') {
                problems.error(line, "Escapes such as \\u0041 are not allowed. Type the character itself.");
                return false;
            }
            depth += c == '(' || c == '{' || c == '[' ? 1 : c == ')' || c == '}' || c == ']' ? -1 : 0;
            if (depth > DEEPEST) {
                problems.error(line, "Brackets are nested deeper than " + DEEPEST + ". Write several rules instead.");
                return false;
            }
        }
        return true;
    }

    private static boolean isForbidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c != '\n' && c != '\r' && c != '\t';
            case Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
