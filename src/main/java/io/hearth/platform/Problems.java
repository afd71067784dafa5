package io.hearth.platform;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;

/** Writes a problem where no controller is at hand, such as in a filter. */
public final class Problems {

    private Problems() {}

    public static void write(HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.setStatus(problem.status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        var body = Json.mapper().writeValueAsBytes(problem.body());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
