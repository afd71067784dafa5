package io.hearth.platform;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Why a request is not done, as RFC 9457 tells it: a stable code, whose fault it is, and what was expected. */
public final class Problem extends RuntimeException {

    /** Whose fault it is, so that operators can count. */
    public enum Category {
        CALLER,
        CONTENT,
        DEPENDENCY,
        INTERNAL
    }

    private final HttpStatus status;
    private final Category category;
    private final String code;
    private final @Nullable String field;
    private final @Nullable String chinese;

    private Problem(
            HttpStatus status,
            Category category,
            String code,
            String detail,
            @Nullable String field,
            @Nullable String chinese) {
        super(detail);
        this.status = status;
        this.category = category;
        this.code = code;
        this.field = field;
        this.chinese = chinese;
    }

    public static Problem caller(HttpStatus status, String code, String detail) {
        return new Problem(status, Category.CALLER, code, detail, null, null);
    }

    public static Problem caller(String code, String detail) {
        return caller(HttpStatus.BAD_REQUEST, code, detail);
    }

    public static Problem notFound(String what, String id) {
        return caller(
                HttpStatus.NOT_FOUND,
                what + ".not-found",
                "Expected to find " + what + " '" + id + "', but there is none that you may see.");
    }

    public static Problem content(String code, String detail) {
        return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, Category.CONTENT, code, detail, null, null);
    }

    public static Problem dependency(String code, String detail) {
        return new Problem(HttpStatus.SERVICE_UNAVAILABLE, Category.DEPENDENCY, code, detail, null, null);
    }

    public static Problem internal(String code, String detail) {
        return new Problem(HttpStatus.INTERNAL_SERVER_ERROR, Category.INTERNAL, code, detail, null, null);
    }

    /** The same problem, naming the field of the request that it is about. */
    public Problem field(String name) {
        return new Problem(status, category, code, detail(), name, chinese);
    }

    /** The same problem, told in Chinese as well: the answer then has {@code text} in both languages. */
    public Problem inChinese(String detail) {
        return new Problem(status, category, code, detail(), field, detail);
    }

    public HttpStatus status() {
        return status;
    }

    public Category category() {
        return category;
    }

    public String code() {
        return code;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public @Nullable String field() {
        return field;
    }

    /** The body of the answer. */
    public ProblemDetail body() {
        var body = ProblemDetail.forStatusAndDetail(status, detail());
        body.setType(URI.create("urn:hearth:problem:" + code));
        body.setTitle(status.getReasonPhrase());
        body.setProperty("code", code);
        body.setProperty("category", category.name().toLowerCase(Locale.ROOT));
        if (field != null) {
            body.setProperty("field", field);
        }
        if (chinese != null) {
            body.setProperty("text", Map.of("zh", chinese, "en", detail()));
        }
        return body;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return category == Category.INTERNAL ? super.fillInStackTrace() : this;
    }
}
