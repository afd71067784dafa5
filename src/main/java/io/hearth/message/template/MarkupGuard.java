package io.hearth.message.template;

import freemarker.core.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Follows the HTML around every interpolation. Escaping protects text and quoted attributes and nothing else, so an
 * interpolation anywhere else is refused, and directives stand only between tags, which makes every branch begin and
 * end in text.
 */
final class MarkupGuard {

    /** What people write. What the layout compiler makes of it has more elements, but is held to the same contexts. */
    enum Strictness {
        WRITTEN,
        COMPILED
    }

    private static final int MOST_FAULTS = 10;
    private static final Set<String> WRITTEN_ELEMENTS = Set.of(
            "mj-section",
            "mj-column",
            "mj-group",
            "mj-wrapper",
            "mj-text",
            "mj-button",
            "mj-image",
            "mj-divider",
            "mj-spacer",
            "mj-table",
            "mj-hero",
            "p",
            "br",
            "b",
            "strong",
            "i",
            "em",
            "u",
            "s",
            "small",
            "span",
            "a",
            "ul",
            "ol",
            "li",
            "h1",
            "h2",
            "h3",
            "h4",
            "blockquote",
            "hr",
            "div",
            "img",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td");
    private static final Set<String> URLS = Set.of(
            "href",
            "src",
            "action",
            "formaction",
            "background",
            "background-url",
            "poster",
            "cite",
            "data",
            "xlink:href",
            "srcset",
            "ping",
            "manifest",
            "codebase",
            "longdesc");
    private static final Set<String> RAW_ELEMENTS = Set.of("script", "style", "xmp", "iframe", "noembed", "noframes");

    private enum At {
        TEXT,
        TAG_START,
        TAG_NAME,
        INSIDE_TAG,
        ATTRIBUTE_NAME,
        AFTER_EQUALS,
        QUOTED,
        UNQUOTED,
        COMMENT,
        RAW
    }

    private final String file;
    private final Strictness strictness;
    private final List<Fault> faults = new ArrayList<>();
    private final StringBuilder tag = new StringBuilder();
    private final StringBuilder attribute = new StringBuilder();
    private final StringBuilder value = new StringBuilder();
    private final StringBuilder tail = new StringBuilder();
    private At at = At.TEXT;
    private char quote;
    private int holes;
    private int line;
    private int column;

    private MarkupGuard(String file, Strictness strictness) {
        this.file = file;
        this.strictness = strictness;
    }

    static List<Fault> check(String file, SyntaxTree root, Strictness strictness) {
        var guard = new MarkupGuard(file, strictness);
        guard.walk(root);
        if (guard.at != At.TEXT) {
            guard.refuse("a tag or comment is not closed");
        }
        return guard.faults;
    }

    private void walk(SyntaxTree node) {
        if (faults.size() >= MOST_FAULTS) {
            return;
        }
        line = node.line();
        column = node.column();
        switch (node.kind()) {
            case "TextBlock" -> text(String.valueOf(node.value(0)));
            case "DollarVariable" -> hole(node);
            case "MixedContent" -> children(node);
            case "Comment" -> {}
            default -> directive(node);
        }
    }

    private void directive(SyntaxTree node) {
        mustBeText(node);
        for (var i = 0; i < node.children(); i++) {
            walk(node.child(i));
        }
        mustBeText(node);
    }

    private void mustBeText(SyntaxTree node) {
        if (at != At.TEXT) {
            line = node.line();
            column = node.column();
            refuse("<" + node.symbol() + "> must stand between tags, not inside one");
            at = At.TEXT;
        }
    }

    private void children(SyntaxTree node) {
        for (var i = 0; i < node.children(); i++) {
            walk(node.child(i));
        }
    }

    private void hole(SyntaxTree node) {
        switch (at) {
            case TEXT -> {}
            case QUOTED -> attributeHole(node);
            case COMMENT -> refuse("an interpolation inside an HTML comment");
            case RAW -> refuse("an interpolation inside <" + tag + ">, where escaping does not protect");
            case AFTER_EQUALS, UNQUOTED -> refuse("an interpolation in an attribute without quotes");
            case TAG_START, TAG_NAME, INSIDE_TAG, ATTRIBUTE_NAME -> refuse("an interpolation inside a tag");
        }
    }

    private void attributeHole(SyntaxTree node) {
        var name = attribute.toString();
        holes++;
        if (name.startsWith("on")) {
            refuse("an interpolation in the event attribute '" + name + "'");
        } else if (name.equals("style") || name.equals("css-class") || name.equals("srcdoc")) {
            refuse("an interpolation in the attribute '" + name + "'");
        } else if (URLS.contains(name) && !(isLink(node) && holes == 1 && value.isEmpty())) {
            refuse("the address in '" + name + "' must be a link of this message and nothing else, as in " + name
                    + "=\"${link.name}\"");
        } else if (strictness == Strictness.WRITTEN && tag.toString().startsWith("mj-") && !urlOrAlt(name)) {
            refuse("an interpolation in '" + name + "' of the layout element <" + tag + ">");
        }
    }

    private static boolean urlOrAlt(String name) {
        return URLS.contains(name) || name.equals("alt") || name.equals("title");
    }

    private static boolean isLink(SyntaxTree node) {
        var expression = node.parameter(0);
        if (expression == null || !expression.kind().equals("Dot")) {
            return false;
        }
        var root = expression.parameter(0);
        return root != null && root.kind().equals("Identifier") && root.source().equals("link");
    }

    private void text(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            next(c);
            if (c == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
    }

    private void next(char c) {
        switch (at) {
            case TEXT -> {
                if (c == '<') {
                    tag.setLength(0);
                    at = At.TAG_START;
                }
            }
            case TAG_START -> tagStart(c);
            case TAG_NAME -> tagName(c);
            case INSIDE_TAG -> insideTag(c);
            case ATTRIBUTE_NAME -> attributeName(c);
            case AFTER_EQUALS -> afterEquals(c);
            case QUOTED -> quoted(c);
            case UNQUOTED -> {
                if (c == '>' || Character.isWhitespace(c)) {
                    endValue();
                    insideTag(c);
                } else {
                    value.append(c);
                }
            }
            case COMMENT -> {
                tail.append(c);
                if (endsWith("-->")) {
                    at = At.TEXT;
                }
            }
            case RAW -> {
                tail.append(Character.toLowerCase(c));
                if (endsWith("</" + tag + ">")) {
                    at = At.TEXT;
                }
            }
        }
    }

    private boolean endsWith(String end) {
        if (tail.length() > 64) {
            tail.delete(0, tail.length() - 32);
        }
        return tail.length() >= end.length()
                && tail.substring(tail.length() - end.length()).equals(end);
    }

    private void tagStart(char c) {
        if (c == '/' || Character.isLetter(c)) {
            tag.append(c);
            at = At.TAG_NAME;
        } else if (c == '!') {
            tag.append(c);
            at = At.TAG_NAME;
        } else if (c == '<') {
            refuse("a bare '<' (write &lt;)");
        } else {
            if (c == '?') {
                refuse("a processing instruction");
            }
            at = At.TEXT;
        }
    }

    private void tagName(char c) {
        if (tag.length() > 0 && tag.charAt(0) == '!') {
            declaration(c);
        } else if (c == '>' || c == '/' || Character.isWhitespace(c)) {
            if (c == '/' && tag.length() == 0) {
                return;
            }
            nameEnds();
            at = At.INSIDE_TAG;
            insideTag(c);
        } else {
            tag.append(Character.toLowerCase(c));
        }
    }

    private void declaration(char c) {
        tag.append(c);
        if (tag.toString().equals("!--")) {
            if (strictness == Strictness.WRITTEN) {
                refuse("an HTML comment (write <#-- … -->, which is not sent)");
            }
            tail.setLength(0);
            at = At.COMMENT;
        } else if (c == '>') {
            if (strictness == Strictness.WRITTEN) {
                refuse("a declaration");
            }
            at = At.TEXT;
        }
    }

    private void nameEnds() {
        var name = tag.toString().replace("/", "");
        if (strictness == Strictness.WRITTEN && !WRITTEN_ELEMENTS.contains(name)) {
            refuse("the element <" + name + "> is not allowed");
        }
        var raw = tag.charAt(0) != '/' && RAW_ELEMENTS.contains(name);
        if (raw && !(strictness == Strictness.COMPILED && name.equals("style"))) {
            refuse("the element <" + name + "> is not allowed");
        }
    }

    private void insideTag(char c) {
        if (c == '>') {
            at = tag.charAt(0) != '/' && RAW_ELEMENTS.contains(tag.toString()) ? At.RAW : At.TEXT;
            tail.setLength(0);
        } else if (c == '<') {
            refuse("a '<' inside a tag");
        } else if (!Character.isWhitespace(c) && c != '/') {
            at = At.ATTRIBUTE_NAME;
            attribute.setLength(0);
            attribute.append(Character.toLowerCase(c));
        } else {
            at = At.INSIDE_TAG;
        }
    }

    private void attributeName(char c) {
        if (c == '=') {
            at = At.AFTER_EQUALS;
        } else if (c == '>' || c == '/' || Character.isWhitespace(c)) {
            if (Character.isWhitespace(c)) {
                refuse("the attribute '" + attribute + "' without a value right behind it");
            }
            at = At.INSIDE_TAG;
            insideTag(c);
        } else {
            attribute.append(Character.toLowerCase(c));
        }
    }

    private void afterEquals(char c) {
        if (c == '"' || c == '\'') {
            quote = c;
            startValue(At.QUOTED);
        } else if (Character.isWhitespace(c)) {
            refuse("a space behind '" + attribute + "='");
        } else {
            if (strictness == Strictness.WRITTEN) {
                refuse("the attribute '" + attribute + "' without quotes");
            }
            startValue(At.UNQUOTED);
            next(c);
        }
    }

    private void startValue(At next) {
        at = next;
        holes = 0;
        value.setLength(0);
        if (attribute.toString().startsWith("on") || attribute.toString().equals("srcdoc")) {
            refuse("the attribute '" + attribute + "' is not allowed");
        }
    }

    private void quoted(char c) {
        if (c == quote) {
            endValue();
            at = At.INSIDE_TAG;
        } else {
            if (holes > 0 && URLS.contains(attribute.toString())) {
                refuse("the address in '" + attribute + "' must be a link of this message and nothing else");
            }
            value.append(c);
        }
    }

    private void endValue() {
        if (holes > 0 || !URLS.contains(attribute.toString())) {
            return;
        }
        var picture = attribute.toString().equals("src") && value.toString().startsWith("https://");
        if (strictness == Strictness.WRITTEN && !picture) {
            refuse("the address '" + value + "' is written out; declare it under 'links' in message.yaml and write "
                    + "${link.name}");
        }
        if (value.toString().strip().toLowerCase(Locale.ROOT).startsWith("javascript:")) {
            refuse("a script as address");
        }
    }

    private void refuse(String text) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(new Fault(file, line, column, text));
        }
    }
}
