package io.hearth.message;

import io.hearth.member.MemberId;
import io.hearth.message.template.Rendered;
import java.util.UUID;

/**
 * One message as a channel gets it.
 *
 * @param id the same in every attempt: the key by which receivers tell repetitions
 * @param attempt 1 for the first
 * @param unsubscribe a link that takes POST without log-in
 */
public record Outgoing(
        UUID id,
        MemberId member,
        String community,
        String communityName,
        String template,
        String address,
        Rendered rendered,
        String unsubscribe,
        int attempt) {}
