package io.hearth.message.template;

import java.util.Arrays;
import java.util.Optional;

/** One file of a template, and how it is escaped. */
public enum Part {
    SUBJECT("subject.ftl", Syntax.TEXT),
    HTML("email.html.ftl", Syntax.HTML),
    TEXT("email.txt.ftl", Syntax.TEXT),
    SHORT("short.txt.ftl", Syntax.TEXT),
    CARD("wechat.json.ftl", Syntax.JSON),
    DATA("webhook.json.ftl", Syntax.JSON);

    enum Syntax {
        HTML,
        TEXT,
        JSON
    }

    private final String file;
    private final Syntax syntax;

    Part(String file, Syntax syntax) {
        this.file = file;
        this.syntax = syntax;
    }

    public String file() {
        return file;
    }

    /** The name in answers of the API and in golden files: "subject", "html", "card". */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    Syntax syntax() {
        return syntax;
    }

    static Optional<Part> ofFile(String file) {
        return Arrays.stream(values()).filter(part -> part.file.equals(file)).findFirst();
    }
}
