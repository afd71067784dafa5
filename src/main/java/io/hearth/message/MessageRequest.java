package io.hearth.message;

import io.hearth.member.MemberId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something to say to a member.
 *
 * @param key named after the cause, so that asking twice says it once
 * @param template the message's folder below {@code templates/}, such as {@code onboarding/welcome}
 * @param values what the template shows beside the member, such as the name of a task
 * @param purpose what consent is asked for; empty for what the template says
 * @param cause the event that led here, as "3-118"
 */
public record MessageRequest(
        String key,
        MemberId member,
        String community,
        String template,
        Map<String, String> values,
        String purpose,
        @Nullable String cause) {

    public MessageRequest {
        if (key.isBlank() || key.length() > 300) {
            throw new IllegalArgumentException("Expected a key of up to 300 characters, but got '" + key + "'");
        }
        values = Map.copyOf(values);
    }
}
