package io.hearth.member;

import io.hearth.platform.Page;
import io.hearth.platform.Parameters;
import io.hearth.platform.Problem;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Members who turned out to be one person, and who turned out not to be. */
@RestController
@RequestMapping("/api/v1/members/{id}")
class MergeController {

    private static final String OPERATORS = "hasAnyRole('OPERATOR', 'ADMINISTRATOR')";
    private static final int LONGEST_REASON = 500;

    private final MemberMerge merge;

    MergeController(MemberMerge merge) {
        this.merge = merge;
    }

    /**
     * @param other the member whose number becomes an alias
     * @param reason why both are one person
     */
    record Joined(String other, @Nullable String reason) {}

    /**
     * @param alias the number that becomes a member again
     * @param reason why both are two persons
     */
    record Parted(String alias, @Nullable String reason) {}

    @GetMapping("/merges")
    Page<MergeTable.Row> merges(@PathVariable MemberId id) {
        return new Page<>(merge.of(id), null);
    }

    @PostMapping("/merge")
    @ResponseStatus(HttpStatus.CREATED)
    @PreAuthorize(OPERATORS)
    MergeTable.Row merge(@PathVariable MemberId id, @RequestBody Joined joined) {
        return merge.merge(id, number("other", joined.other()), reason(joined.reason()));
    }

    /** Only the latest merge can be undone, then the one before it. */
    @PostMapping("/unmerge")
    @PreAuthorize(OPERATORS)
    MergeTable.Row unmerge(@PathVariable MemberId id, @RequestBody Parted parted) {
        return merge.undo(id, number("alias", parted.alias()), reason(parted.reason()));
    }

    private static MemberId number(String field, @Nullable String text) {
        return Parameters.parsed(field, Objects.requireNonNullElse(text, ""), MemberId::parse);
    }

    private static String reason(@Nullable String reason) {
        var given = reason == null ? "" : reason.strip();
        if (given.isEmpty() || given.length() > LONGEST_REASON) {
            throw Problem.caller(
                            "request.invalid",
                            "Expected a reason of 1 to " + LONGEST_REASON + " characters, but got " + given.length()
                                    + ".")
                    .field("reason");
        }
        return given;
    }
}
