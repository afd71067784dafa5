package io.hearth.content;

/** What a check found in one file; line 0 means the file as a whole. */
public record Finding(Severity severity, String file, int line, String message) {

    public static Finding error(String file, int line, String message) {
        return new Finding(Severity.ERROR, file, line, message);
    }

    public static Finding warning(String file, int line, String message) {
        return new Finding(Severity.WARNING, file, line, message);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** The same as {@link #toString()}, told in Chinese. */
    public String inChinese() {
        return place() + InChinese.of(message);
    }

    private String place() {
        return (line > 0 ? file + ":" + line : file) + " ";
    }

    @Override
    public String toString() {
        return place() + message;
    }
}
