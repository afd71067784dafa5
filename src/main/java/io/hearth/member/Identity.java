package io.hearth.member;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a platform calls a member; written as {@code wechat:o6_bmj}. Compared byte by byte. */
public record Identity(String platform, String externalId) {

    public static final int LONGEST = 256;

    public Identity {
        if (platform.isEmpty() || platform.length() > LONGEST) {
            throw new IllegalArgumentException("Expected a platform of 1 to 256 characters");
        }
        if (externalId.isEmpty() || externalId.length() > LONGEST) {
            throw new IllegalArgumentException("Expected an external id of 1 to 256 characters");
        }
    }

    /**
     * Reads {@code <platform>:<external id>}. What has no platform before a colon is an id that the source itself gave,
     * so that {@code m-1} from {@code shop} and {@code m-1} from {@code forum} are two people.
     */
    public static Identity of(String subject, String source) {
        int colon = platformEnd(subject);
        return colon > 0 && colon < subject.length() - 1
                ? new Identity(subject.substring(0, colon), subject.substring(colon + 1))
                : new Identity(source, subject);
    }

    private static int platformEnd(String subject) {
        for (int i = 0; i < subject.length() && i <= 32; i++) {
            char c = subject.charAt(i);
            if (c == ':') {
                return i;
            }
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean later = i > 0 && ((c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.');
            if (!letter && !later) {
                return -1;
            }
        }
        return -1;
    }

    @Override
    @JsonValue
    public String toString() {
        return platform + ":" + externalId;
    }
}
