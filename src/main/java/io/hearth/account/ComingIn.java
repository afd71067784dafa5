package io.hearth.account;

import io.hearth.platform.Problem;
import io.hearth.platform.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out who asks: by the cookie of a log-in, or by an API key. A key that is no key is refused at once. */
final class ComingIn extends OncePerRequestFilter {

    static final String COOKIE = "hearth_session";

    private static final String BEARER = "Bearer ";

    private final Sessions sessions;
    private final ApiKeys keys;

    ComingIn(Sessions sessions, ApiKeys keys) {
        this.sessions = sessions;
        this.keys = keys;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        Optional<Caller> caller;
        if (authorization != null) {
            caller = authorization.startsWith(BEARER)
                    ? keys.find(authorization.substring(BEARER.length()).strip())
                    : Optional.empty();
            if (caller.isEmpty()) {
                Problems.write(response, notKnown("but the API key is unknown or revoked."));
                return;
            }
        } else {
            caller = token(request).flatMap(sessions::find);
        }
        caller.ifPresent(known -> {
            var context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(known.authentication());
            SecurityContextHolder.setContext(context);
        });
        if (caller.filter(Caller::mustChangePassword).isPresent()
                && !request.getRequestURI().startsWith(SessionController.PATH)) {
            Problems.write(
                    response,
                    Problem.caller(
                            HttpStatus.FORBIDDEN,
                            "password.change-required",
                            "Expected a password of your own, but the first one is still in use. Change it with POST "
                                    + SessionController.PATH + "/password."));
            return;
        }
        chain.doFilter(request, response);
    }

    static boolean byKey(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null;
    }

    static Optional<String> token(HttpServletRequest request) {
        var cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> COOKIE.equals(cookie.getName()))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    static Problem notKnown(String reason) {
        return Problem.caller(HttpStatus.UNAUTHORIZED, "session.required", "Expected to be logged in, " + reason);
    }
}
