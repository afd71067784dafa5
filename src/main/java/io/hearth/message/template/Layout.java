package io.hearth.message.template;

import ch.digitalfondue.mjml4j.Mjml4j;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The frame around every e-mail, in MJML, so that it holds together in mail programs and on phones. It is compiled when
 * content is published; interpolations and directives wait outside meanwhile and are put back into the finished HTML.
 */
final class Layout {

    static final String HTML_FILE = "templates/_layout/email.mjml";
    static final String TEXT_FILE = "templates/_layout/email.txt.ftl";
    private static final String CONTENT = "<hearth-content/>";
    private static final Pattern TITLE = Pattern.compile("<hearth-title/>");
    private static final Pattern MARK = Pattern.compile("(?:<!--\\s*)?hearth([VD])(\\d{1,6})x(?:\\s*-->)?");

    private final String htmlFrame;
    private final String textFrame;

    Layout(String htmlFrame, String textFrame) {
        this.htmlFrame = checked(HTML_FILE, htmlFrame);
        this.textFrame = checked(TEXT_FILE, textFrame);
    }

    private static String checked(String file, String frame) {
        if (!frame.contains(CONTENT)) {
            throw new IllegalArgumentException(
                    "Expected " + CONTENT + " where the message goes in " + file + ", but found none");
        }
        return frame;
    }

    String aroundText(String message) {
        return textFrame.replace(CONTENT, message.strip());
    }

    String aroundHtml(String message, String title, Texts texts, String language) {
        var whole = texts.putInto(
                        TITLE.matcher(htmlFrame).replaceAll(Matcher.quoteReplacement(title)), Part.Syntax.HTML)
                .replace(CONTENT, texts.putInto(message, Part.Syntax.HTML));
        var set = new Aside();
        var markup = set.takeFrom(whole);
        var html = Mjml4j.render(markup, new Mjml4j.Configuration(language));
        return set.putBackInto(html);
    }

    /** The FreeMarker parts of a source while the layout compiler works on the rest. */
    private static final class Aside {

        private final List<String> parts = new ArrayList<>();

        String takeFrom(String source) {
            var rest = new StringBuilder();
            var i = 0;
            while (i < source.length()) {
                if (source.startsWith("<#--", i)) {
                    var end = source.indexOf("-->", i);
                    i = end < 0 ? source.length() : end + 3;
                } else if (source.startsWith("${", i)) {
                    i = take(source, i, '}', "hearthV%dx", rest);
                } else if (source.startsWith("<#", i) || source.startsWith("</#", i)) {
                    i = take(source, i, '>', "<!--hearthD%dx-->", rest);
                } else {
                    rest.append(source.charAt(i));
                    i++;
                }
            }
            return rest.toString();
        }

        private int take(String source, int start, char end, String mark, StringBuilder rest) {
            var i = start;
            var quote = '\0';
            var depth = 0;
            for (; i < source.length(); i++) {
                var c = source.charAt(i);
                if (quote != '\0') {
                    quote = c == quote ? '\0' : quote;
                } else if (c == '"' || c == '\'') {
                    quote = c;
                } else if (c == '(') {
                    depth++;
                } else if (c == ')') {
                    depth--;
                } else if (c == end && depth <= 0) {
                    break;
                }
            }
            rest.append(mark.formatted(parts.size()));
            parts.add(source.substring(start, Math.min(i + 1, source.length())));
            return i + 1;
        }

        String putBackInto(String html) {
            return MARK.matcher(html).replaceAll(found -> {
                var number = Integer.parseInt(found.group(2));
                return Matcher.quoteReplacement(number < parts.size() ? parts.get(number) : found.group());
            });
        }
    }
}
