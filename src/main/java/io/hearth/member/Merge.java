package io.hearth.member;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Two members that are one person from now on.
 *
 * @param member who stays
 * @param alias whose number leads to the other one from now on
 * @param ofMember the member's number and those that lead to it without this merge
 * @param ofAlias likewise
 * @param position the last position of the member's partition when they were merged
 * @param aliasPosition the last position of the alias's partition now
 * @param at when they were merged, or when that is undone
 * @param by who does it
 */
public record Merge(
        UUID id,
        MemberId member,
        MemberId alias,
        List<MemberId> ofMember,
        List<MemberId> ofAlias,
        long position,
        long aliasPosition,
        String reason,
        Instant mergedAt,
        Instant at,
        String by) {

    /** What effects of the merge are named after. */
    public String cause() {
        return "merge/" + id;
    }

    /** The numbers of the one side, for a query. */
    public static Long[] numbers(List<MemberId> members) {
        return members.stream().map(MemberId::value).toArray(Long[]::new);
    }
}
