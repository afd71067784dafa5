package io.hearth.member;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** The number of a merged member leads to the member who stayed, wherever the API is asked by number. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class OldNumbers extends OncePerRequestFilter {

    private static final Pattern NUMBER = Pattern.compile("(?<![\\w-])m-[1-9]\\d{0,17}(?![\\w-])");

    private final Aliases aliases;

    OldNumbers(Aliases aliases) {
        this.aliases = aliases;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/api/v1/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        aliases.lookUp(new MemberId(1));
        var query = request.getQueryString();
        boolean old = aliases.any()
                && (!present(request.getRequestURI()).equals(request.getRequestURI())
                        || query != null && !present(query).equals(query));
        chain.doFilter(old ? new WithPresentNumbers(request) : request, response);
    }

    private String present(String text) {
        return text.contains("m-") ? NUMBER.matcher(text).replaceAll(this::present) : text;
    }

    private String present(MatchResult found) {
        return aliases.of(MemberId.parse(found.group())).toString();
    }

    private final class WithPresentNumbers extends HttpServletRequestWrapper {

        private final String uri;
        private final String path;
        private final Map<String, String[]> parameters = new LinkedHashMap<>();

        WithPresentNumbers(HttpServletRequest request) {
            super(request);
            uri = present(request.getRequestURI());
            path = present(request.getServletPath());
            if (request.getQueryString() != null) {
                request.getParameterMap()
                        .forEach((name, values) -> parameters.put(
                                name,
                                Arrays.stream(values)
                                        .map(OldNumbers.this::present)
                                        .toArray(String[]::new)));
            }
        }

        @Override
        public String getRequestURI() {
            return uri;
        }

        @Override
        public String getServletPath() {
            return path;
        }

        @Override
        public String getParameter(String name) {
            var values = parameters.get(name);
            return values == null || values.length == 0 ? super.getParameter(name) : values[0];
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return parameters;
        }

        @Override
        public String[] getParameterValues(String name) {
            return parameters.getOrDefault(name, super.getParameterValues(name));
        }
    }
}
