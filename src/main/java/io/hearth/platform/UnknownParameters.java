package io.hearth.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses query parameters that nobody reads, so that a misspelt filter doesn't answer with everything. */
final class UnknownParameters implements HandlerInterceptor {

    private final Map<HandlerMethod, Optional<Set<String>>> read = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            read.computeIfAbsent(method, UnknownParameters::names).ifPresent(known -> check(request, known));
        }
        return true;
    }

    private static void check(HttpServletRequest request, Set<String> known) {
        for (var name : request.getParameterMap().keySet()) {
            if (!known.contains(name)) {
                throw Problem.caller("request.invalid", "Expected parameters out of " + known + ", but got another.")
                        .field(name.substring(0, Math.min(name.length(), 64)));
            }
        }
    }

    /** Empty for a method that reads the request in a way of its own. */
    private static Optional<Set<String>> names(HandlerMethod method) {
        var names = new HashSet<String>();
        for (var parameter : method.getMethodParameters()) {
            if (HttpServletRequest.class.isAssignableFrom(parameter.getParameterType())
                    || parameter.getParameterType().equals(Map.class)) {
                return Optional.empty();
            }
            names.addAll(names(parameter));
        }
        return Optional.of(names);
    }

    private static Set<String> names(MethodParameter parameter) {
        parameter.initParameterNameDiscovery(new org.springframework.core.DefaultParameterNameDiscoverer());
        var single = parameter.getParameterAnnotation(RequestParam.class);
        if (single != null) {
            return Set.of(single.name().isEmpty() ? String.valueOf(parameter.getParameterName()) : single.name());
        }
        var part = parameter.getParameterAnnotation(RequestPart.class);
        if (part != null) {
            return Set.of(part.name().isEmpty() ? String.valueOf(parameter.getParameterName()) : part.name());
        }
        if (parameter.getParameterType().isRecord()
                && (parameter.getParameterAnnotations().length == 0
                        || parameter.hasParameterAnnotation(ModelAttribute.class))) {
            var components = new HashSet<String>();
            Arrays.stream(parameter.getParameterType().getRecordComponents())
                    .forEach(component -> components.add(component.getName()));
            return components;
        }
        return Set.of();
    }
}
