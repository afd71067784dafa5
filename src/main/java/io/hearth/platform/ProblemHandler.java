package io.hearth.platform;

import jakarta.validation.ConstraintViolationException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;

/** The one place where a fault becomes an answer. */
@RestControllerAdvice
class ProblemHandler extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> problem(Problem problem) {
        if (problem.category() == Problem.Category.INTERNAL) {
            log.error("{}: {}", problem.code(), problem.detail(), problem);
        }
        var answer = ResponseEntity.status(problem.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.status() == HttpStatus.TOO_MANY_REQUESTS) {
            answer.header(HttpHeaders.RETRY_AFTER, "1");
        }
        return answer.body(problem.body());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(ConstraintViolationException fault) {
        var first = fault.getConstraintViolations().iterator().next();
        return problem(Problem.caller("request.invalid", "Expected a valid request, but " + first.getMessage() + ".")
                .field(first.getPropertyPath().toString()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> wrongType(MethodArgumentTypeMismatchException fault) {
        return problem(Problem.caller(
                        "request.invalid",
                        "Expected a valid " + fault.getName() + ", but could not read the one given.")
                .field(fault.getName()));
    }

    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    void security(RuntimeException refused) {
        throw refused;
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class,
        CannotCreateTransactionException.class,
        TransactionSystemException.class
    })
    ResponseEntity<ProblemDetail> storeAway(RuntimeException fault) {
        if (fault instanceof QueryTimeoutException) {
            return problem(Problem.dependency(
                    "dependency.slow", "Expected PostgreSQL to answer in time, but it did not. Try again later."));
        }
        log.error("PostgreSQL could not serve a request: {}", fault.getMessage());
        return problem(Problem.dependency(
                "dependency.postgres", "Expected PostgreSQL to serve the request, but it is away or busy. Try again."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(Exception fault) {
        log.error("Request failed", fault);
        return problem(Problem.internal(
                "internal.fault", "Expected to serve the request, but the server failed. Its log has the reason."));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException fault, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(unreadable(fault), headers);
    }

    private static Problem unreadable(HttpMessageNotReadableException fault) {
        var cause = fault.getCause();
        if (cause instanceof Problem problem) {
            return problem;
        }
        if (cause instanceof StreamConstraintsException limit) {
            return Problem.caller(
                    "request.too-large",
                    "Expected JSON within limits, but " + firstLine(limit.getOriginalMessage()) + ".");
        }
        if (cause instanceof DatabindException mismatch) {
            var path = new StringBuilder();
            mismatch.getPath().forEach(step -> {
                if (step.getPropertyName() != null) {
                    path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
                } else {
                    path.append('[').append(step.getIndex()).append(']');
                }
            });
            return path.isEmpty()
                    ? Problem.caller(
                            "request.invalid",
                            "Expected a body of the documented kind and nothing after it, but got another.")
                    : Problem.caller(
                                    "request.invalid",
                                    "Expected a valid body, but '" + path + "' is unknown or of the wrong kind.")
                            .field(path.toString());
        }
        return Problem.caller("request.malformed", "Expected a body of well-formed JSON, but could not read it.");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException fault, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var error = fault.getBindingResult().getFieldError();
        var problem = Problem.caller(
                "request.invalid",
                "Expected a valid request, but "
                        + (error == null ? "it is not" : "'" + error.getField() + "' " + error.getDefaultMessage())
                        + ".");
        return answer(error == null ? problem : problem.field(error.getField()), headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception fault, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var detail = body instanceof ProblemDetail given && given.getDetail() != null
                ? given.getDetail()
                : "The request could not be served.";
        if (status.is5xxServerError()) {
            log.error("Request failed", fault);
        }
        return answer(framework(status, detail), headers);
    }

    /** A problem that the framework found before any of our code ran. */
    static Problem framework(HttpStatusCode status, String detail) {
        var known = HttpStatus.resolve(status.value());
        var http = known == null ? HttpStatus.INTERNAL_SERVER_ERROR : known;
        return http.is5xxServerError()
                ? Problem.internal("internal.fault", "Expected to serve the request, but the server failed.")
                : Problem.caller(
                        http, "request." + http.name().toLowerCase(Locale.ROOT).replace('_', '-'), detail);
    }

    private static ResponseEntity<Object> answer(Problem problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem.body());
    }

    private static String firstLine(@Nullable String text) {
        return text == null ? "it is too large" : text.lines().findFirst().orElse("");
    }
}
