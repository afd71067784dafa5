package io.hearth.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Finds the method for a request. Where a path has variables, Spring looks at every method there is, which takes longer
 * than many an answer; here, those whose path begins with other words are left out first.
 */
final class HandlersByPath extends RequestMappingHandlerMapping {

    private final Map<RequestMappingInfo, String> beginnings = new ConcurrentHashMap<>();

    /** A request whose path can be compared as it is. */
    private static final class Plain extends HttpServletRequestWrapper {

        private final String path;

        Plain(HttpServletRequest request, String path) {
            super(request);
            this.path = path;
        }
    }

    @Override
    protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request) throws Exception {
        return super.lookupHandlerMethod(path, path.indexOf('%') < 0 ? new Plain(request, path) : request);
    }

    @Override
    protected @Nullable RequestMappingInfo getMatchingMapping(RequestMappingInfo mapping, HttpServletRequest request) {
        if (request instanceof Plain plain
                && !plain.path.startsWith(beginnings.computeIfAbsent(mapping, HandlersByPath::beginning))) {
            return null;
        }
        return super.getMatchingMapping(mapping, request);
    }

    /** What every path of a mapping begins with: all before its first variable or star, as these may stand for nothing. */
    private static String beginning(RequestMappingInfo mapping) {
        var patterns = mapping.getPatternValues();
        if (patterns.size() != 1) {
            return "";
        }
        var pattern = patterns.iterator().next();
        int end = 0;
        while (end < pattern.length() && "{*?".indexOf(pattern.charAt(end)) < 0) {
            end++;
        }
        return end == pattern.length() ? pattern : pattern.substring(0, Math.max(0, pattern.lastIndexOf('/', end)));
    }
}
