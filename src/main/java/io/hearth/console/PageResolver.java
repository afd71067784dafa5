package io.hearth.console;

import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.PathResourceResolver;

/**
 * Finds the console's files; an address that is a page of the console, such as {@code members/m-71}, is answered with the
 * application, which knows its own pages. Any other address that has no file stays missing.
 */
class PageResolver extends PathResourceResolver {

    private static final String APPLICATION = "index.html";

    /** First words of the console's pages, as src/main/console/src/Routing.tsx lists them. Nothing else is a page. */
    static final Set<String> PAGES = Set.of(
            "",
            "login",
            "communities",
            "members",
            "events",
            "segments",
            "rewards",
            "rules",
            "try",
            "replays",
            "drafts",
            "releases",
            "journeys",
            "runs",
            "promotions",
            "partners",
            "joint-events",
            "collaborations",
            "inbox",
            "tasks",
            "cases",
            "messages",
            "receipts",
            "dead-letters",
            "imports",
            "people",
            "api-keys",
            "audit",
            "system");

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
        return PAGES.contains(first) && !last.contains(".");
    }
}
