package io.hearth.message.template;

/** What is wrong with a template file, and where. */
public record Fault(String file, int line, int column, String text) {

    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + text;
    }
}
