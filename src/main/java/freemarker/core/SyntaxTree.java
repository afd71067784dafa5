package freemarker.core;

import freemarker.template.Template;
import org.jspecify.annotations.Nullable;

/**
 * One node of a parsed template, readable from outside. FreeMarker keeps its tree package-private, and a list of what a
 * template may contain can be checked nowhere else.
 */
public final class SyntaxTree {

    private final TemplateObject node;

    private SyntaxTree(TemplateObject node) {
        this.node = node;
    }

    public static SyntaxTree of(Template template) {
        return new SyntaxTree(template.getRootTreeNode());
    }

    /** The class of the node, "IfBlock" or "Identifier". */
    public String kind() {
        return node.getClass().getSimpleName();
    }

    /** How the node is written, "#if" or "?upper_case". */
    public String symbol() {
        return node.getNodeTypeSymbol();
    }

    public boolean isElement() {
        return node instanceof TemplateElement;
    }

    public boolean isExpression() {
        return node instanceof Expression;
    }

    public int line() {
        return node.getBeginLine();
    }

    public int column() {
        return node.getBeginColumn();
    }

    public String source() {
        return node.getCanonicalForm();
    }

    public int parameters() {
        return node.getParameterCount();
    }

    /** The parameter's value where it is not a node: a name, or text. */
    public @Nullable Object value(int index) {
        return node.getParameterValue(index);
    }

    public @Nullable SyntaxTree parameter(int index) {
        return node.getParameterValue(index) instanceof TemplateObject child ? new SyntaxTree(child) : null;
    }

    public int children() {
        return node instanceof TemplateElement element ? element.getChildCount() : 0;
    }

    public SyntaxTree child(int index) {
        return new SyntaxTree(((TemplateElement) node).getChild(index));
    }
}
