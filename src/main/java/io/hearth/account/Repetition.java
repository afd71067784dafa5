package io.hearth.account;

import io.hearth.platform.Problem;
import io.hearth.platform.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Lets a request with an {@code Idempotency-Key} take effect once. Its repetition within 24 hours gets the first answer,
 * whatever it was, unless the first was refused and so did nothing. A request whose answer was never recorded, because
 * the server stopped in the middle, is neither repeated nor guessed at: the caller is told to look.
 *
 * <p>Events need no key: they are known by source and id. Reading needs none either.
 */
final class Repetition extends OncePerRequestFilter {

    static final String HEADER = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    /** Their answers hold a secret that is shown once and stored nowhere. */
    private static final Set<String> SECRET =
            Set.of("/api/v1/people", "/api/v1/api-keys", SessionController.PATH, SessionController.PATH + "/password");

    private final IdempotencyKeys keys;

    Repetition(IdempotencyKeys keys) {
        this.keys = keys;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return request.getHeader(HEADER) == null
                || !path.startsWith("/api/")
                || path.equals("/api/v1/events")
                || READING.contains(request.getMethod())
                || !(SecurityContextHolder.getContext().getAuthentication() instanceof Caller.Token);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            once(request, response, chain);
        } catch (Problem refused) {
            Problems.write(response, refused);
        }
    }

    private void once(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var key = key(request);
        var caller = Caller.current().name();
        var body = request.getInputStream().readAllBytes();
        var hash = hash(request, body);
        var earlier = keys.take(caller, key, hash);
        if (earlier.isPresent()) {
            answerAgain(response, earlier.get(), hash);
            return;
        }
        var kept = new ContentCachingResponseWrapper(response);
        boolean answered = false;
        try {
            chain.doFilter(new WithBody(request, body), kept);
            answered = true;
        } finally {
            if (answered) {
                remember(caller, key, request, kept);
            }
            kept.copyBodyToResponse();
        }
    }

    /** A refusal did nothing. A fault may have done something, so that it isn't tried again by itself. */
    private void remember(String caller, String key, HttpServletRequest request, ContentCachingResponseWrapper kept) {
        boolean refused = kept.getStatus() >= 400 && kept.getStatus() < 500;
        if (refused) {
            keys.free(caller, key);
        } else {
            keys.answered(caller, key, answer(request, kept));
        }
    }

    private static String key(HttpServletRequest request) {
        var key = request.getHeader(HEADER);
        if (!KEY.matcher(key).matches()) {
            throw Problem.caller(
                            "idempotency.key",
                            "Expected header " + HEADER + " of 1 to 255 visible ASCII characters, but got "
                                    + key.length() + " characters, or others.")
                    .field(HEADER);
        }
        var type = request.getContentType();
        if (type != null && type.startsWith("multipart/")) {
            throw Problem.caller(
                            "idempotency.file",
                            "Expected no header " + HEADER + " with a file: its lines are known by their content.")
                    .field(HEADER);
        }
        return key;
    }

    private static void answerAgain(HttpServletResponse response, IdempotencyKeys.Earlier earlier, byte[] hash)
            throws IOException {
        if (!MessageDigest.isEqual(earlier.requestHash(), hash)) {
            throw Problem.caller(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "idempotency.other-request",
                            "Expected the same method, path and body as with the first use of this key, but got others.")
                    .field(HEADER);
        }
        var answer = earlier.answer();
        if (answer == null) {
            throw Problem.caller(
                            HttpStatus.CONFLICT,
                            "idempotency.unanswered",
                            "Expected the first request with this key to be finished, but it began at "
                                    + earlier.startedAt()
                                    + " and has no answer yet. If it stays so, the server stopped in the middle: look"
                                    + " whether it took effect before you use another key.")
                    .field(HEADER);
        }
        if (answer.body() == null) {
            throw Problem.caller(
                            HttpStatus.CONFLICT,
                            "idempotency.shown-once",
                            "Expected a new request, but the first with this key was done with status "
                                    + answer.status() + ", and its answer held a secret that is shown once.")
                    .field(HEADER);
        }
        response.setStatus(answer.status());
        response.setHeader(REPLAYED, "true");
        if (answer.contentType() != null) {
            response.setContentType(answer.contentType());
        }
        if (answer.location() != null) {
            response.setHeader(HttpHeaders.LOCATION, answer.location());
        }
        response.setContentLength(answer.body().length);
        response.getOutputStream().write(answer.body());
    }

    private static IdempotencyKeys.Answer answer(HttpServletRequest request, ContentCachingResponseWrapper kept) {
        var body = SECRET.contains(request.getRequestURI()) ? null : kept.getContentAsByteArray();
        return new IdempotencyKeys.Answer(
                kept.getStatus(), kept.getContentType(), kept.getHeader(HttpHeaders.LOCATION), body);
    }

    private static byte[] hash(HttpServletRequest request, byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var line = request.getMethod()
                    + ' '
                    + request.getRequestURI()
                    + '?'
                    + Objects.toString(request.getQueryString(), "")
                    + '\n';
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            return digest.digest(body);
        } catch (NoSuchAlgorithmException fault) {
            throw new IllegalStateException(fault);
        }
    }

    /** The request with the body that was read already. */
    private static final class WithBody extends HttpServletRequestWrapper {

        private final byte[] body;

        WithBody(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new Read(new ByteArrayInputStream(body));
        }
    }

    private static final class Read extends ServletInputStream {

        private final ByteArrayInputStream body;

        Read(ByteArrayInputStream body) {
            this.body = body;
        }

        @Override
        public int read() {
            return body.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return body.read(into, offset, length);
        }

        @Override
        public boolean isFinished() {
            return body.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("Expected a body to be read at once.");
        }
    }
}
