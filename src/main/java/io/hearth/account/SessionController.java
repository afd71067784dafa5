package io.hearth.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.hearth.platform.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Logging in and out. */
@RestController
@RequestMapping(SessionController.PATH)
class SessionController {

    static final String PATH = "/api/v1/session";

    private final Sessions sessions;
    private final LogIn logIn;

    SessionController(Sessions sessions, LogIn logIn) {
        this.sessions = sessions;
        this.logIn = logIn;
    }

    record Credentials(
            @NotNull @Size(max = 64) String name,
            @NotNull @Size(max = 200) String password) {}

    record NewPassword(
            @NotNull @Size(max = 200) String current,
            @JsonProperty("new") @NotNull @Size(max = 200) String next) {}

    record Current(String name, String displayName, Set<Role> roles, Set<String> groups, boolean mustChangePassword) {}

    /** Only JSON is taken, which no form of another site can send. */
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    Current open(
            @Valid @RequestBody Credentials credentials, HttpServletRequest request, HttpServletResponse response) {
        var person = logIn.check(credentials.name(), credentials.password(), request.getRemoteAddr());
        ComingIn.token(request).ifPresent(sessions::close);
        setCookie(request, response, sessions.open(person.name()), -1);
        return logIn.current(person.name()).orElseThrow();
    }

    @GetMapping
    Current current() {
        return logIn.current(Caller.current().name()).orElseThrow(() -> ComingIn.notKnown("but nobody is."));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void close(HttpServletRequest request, HttpServletResponse response) {
        ComingIn.token(request).ifPresent(sessions::close);
        setCookie(request, response, "", 0);
    }

    @PostMapping("/password")
    Current changePassword(
            @Valid @RequestBody NewPassword change, HttpServletRequest request, HttpServletResponse response) {
        var name = Caller.current().name();
        if (change.next().equals(change.current())) {
            throw Problem.caller("password.same", "Expected a new password, but it is the current one.")
                    .field("new");
        }
        logIn.change(name, change.current(), change.next(), request.getRemoteAddr());
        setCookie(request, response, sessions.open(name), -1);
        return logIn.current(name).orElseThrow();
    }

    private static void setCookie(HttpServletRequest request, HttpServletResponse response, String token, int maxAge) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(ComingIn.COOKIE, token)
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Lax")
                        .path("/")
                        .maxAge(maxAge)
                        .build()
                        .toString());
    }
}
