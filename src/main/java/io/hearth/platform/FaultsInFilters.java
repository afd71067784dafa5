package io.hearth.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * A database that fails before a controller is reached, such as while it is looked up who asks, is answered as one that
 * fails within a controller.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class FaultsInFilters extends OncePerRequestFilter {

    private final HandlerExceptionResolver resolver;

    FaultsInFilters(@Lazy @Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
        this.resolver = resolver;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (DataAccessException | TransactionException fault) {
            if (response.isCommitted() || resolver.resolveException(request, response, null, fault) == null) {
                throw fault;
            }
        }
    }
}
