package io.hearth.message;

import org.springframework.stereotype.Component;

/** Addresses of this server as people elsewhere open them. */
@Component
public class PublicLinks {

    private final Links links;

    PublicLinks(Links links) {
        this.links = links;
    }

    /** The tracked link of a {@link TrackedTarget}. */
    public String tracked(String token) {
        return links.base() + "/t/" + token;
    }
}
