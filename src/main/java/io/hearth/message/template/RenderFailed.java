package io.hearth.message.template;

/** One message could not be rendered; the others go on. */
public final class RenderFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RenderFailed(String message) {
        super(message);
    }

    RenderFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
