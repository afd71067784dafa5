package io.hearth.console;

import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.PathResourceResolver;

/**
 * Finds the console's files; an address that is a page of the console, such as {@code members/m-71}, is answered with the
 * application, which knows its own pages. What belongs to the API or to the operators is never answered with it.
 */
class PageResolver extends PathResourceResolver {

    private static final String APPLICATION = "index.html";

    /** First words of addresses that others answer, and where a missing one must stay missing. */
    private static final Set<String> OTHERS = Set.of("api", "actuator", "assets", "t", "u", "p", "error");

    @Override
    protected @Nullable Resource getResource(String path, Resource location) throws IOException {
        if (isPage(path)) {
            return super.getResource(APPLICATION, location);
        }
        return super.getResource(path, location);
    }

    static boolean isPage(String path) {
        int slash = path.indexOf('/');
        var first = slash < 0 ? path : path.substring(0, slash);
        var last = path.substring(path.lastIndexOf('/') + 1);
        return !OTHERS.contains(first) && !last.contains(".");
    }
}
