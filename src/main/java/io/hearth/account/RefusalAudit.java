package io.hearth.account;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Records who tried what they may not do. */
final class RefusalAudit extends OncePerRequestFilter {

    private final Audit audit;

    RefusalAudit(Audit audit) {
        this.audit = audit;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        if (response.getStatus() == HttpStatus.FORBIDDEN.value()
                && SecurityContextHolder.getContext().getAuthentication() instanceof Caller.Token) {
            audit.record("request.refused", request.getMethod() + " " + shortened(request.getRequestURI()), null, null);
        }
    }

    private static String shortened(String path) {
        return path.substring(0, Math.min(path.length(), 200));
    }
}
