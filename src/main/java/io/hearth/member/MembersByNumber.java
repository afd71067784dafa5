package io.hearth.member;

import org.springframework.stereotype.Component;

/** Narrows the list of members to some numbers, such as {@code ids=m-71,m-72}: a page's names in one request. */
@Component
class MembersByNumber implements MemberFilter {

    @Override
    public String parameter() {
        return "ids";
    }

    @Override
    public String condition() {
        return """
            m.id IN (SELECT substr(named, 3)::bigint FROM unnest(string_to_array(:ids, ',')) AS named
                     WHERE named ~ '^m-[0-9]{1,18}$')
            """;
    }

    /** Forty numbers, however long. */
    @Override
    public int longest() {
        return 40 * 22;
    }
}
