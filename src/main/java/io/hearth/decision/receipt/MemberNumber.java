package io.hearth.decision.receipt;

import io.hearth.platform.Problem;

/** A member's id as the API shows it, {@code m-71}, and as receipts keep it. */
final class MemberNumber {

    private MemberNumber() {}

    static long of(String id) {
        if (!id.matches("m-[1-9][0-9]{0,17}")) {
            throw Problem.notFound("member", id);
        }
        return Long.parseLong(id.substring(2));
    }

    static String show(long number) {
        return "m-" + number;
    }
}
