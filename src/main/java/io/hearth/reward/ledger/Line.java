package io.hearth.reward.ledger;

import io.hearth.platform.CopyBuffer;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One entry as it is written; the member is 0 for the accounts of the house. */
record Line(
        long member,
        String community,
        String account,
        long points,
        Kind kind,
        String cause,
        String reason,
        @Nullable String contra,
        @Nullable String rule,
        @Nullable UUID receipt,
        @Nullable String event,
        @Nullable String by,
        @Nullable String reference,
        Instant at) {

    static final String AVAILABLE = "available";
    static final String PENDING = "pending";
    static final String ISSUED = "issued";
    static final String REDEEMED = "redeemed";
    static final String EXPIRED = "expired";

    static final String COLUMNS = """
            ledger_entry (member, community, account, points, kind, cause, reason, contra, rule, receipt, event, by_whom,
                          reference, at)""";

    /** A member's entry for an award: on hold first, or available at once. */
    static Line of(Earning earning) {
        boolean held = earning.releaseAt() != null;
        return new Line(
                earning.member().value(),
                earning.community(),
                held ? PENDING : AVAILABLE,
                earning.points(),
                held ? Kind.HOLD : Kind.EARN,
                earning.cause(),
                earning.reason(),
                earning.contra(),
                earning.rule(),
                earning.receipt(),
                earning.event(),
                earning.by(),
                earning.reference(),
                earning.at());
    }

    /** A member's entry for an order; what it is paid from or to is the account on the other side. */
    static Line of(Order order, Kind kind, String account, long points, String contra) {
        return new Line(
                order.member().value(),
                order.community(),
                account,
                points,
                kind,
                order.cause(),
                order.reason(),
                contra.equals(ISSUED) ? null : contra,
                order.rule(),
                order.receipt(),
                order.event(),
                order.by(),
                order.reference(),
                order.at());
    }

    /** The entry of the house on the other side. */
    Line counter() {
        return new Line(
                0,
                community,
                contra == null ? ISSUED : contra,
                -points,
                kind,
                member + ":" + cause,
                reason,
                null,
                rule,
                receipt,
                event,
                by,
                reference,
                at);
    }

    void writeTo(CopyBuffer row) {
        row.row(14);
        row.bigint(member);
        row.text(community);
        row.text(account);
        row.bigint(points);
        row.text(kind.word());
        row.text(cause);
        row.text(reason);
        row.text(contra);
        row.text(rule);
        row.uuid(receipt);
        row.text(event);
        row.text(by);
        row.text(reference);
        row.timestamp(at);
    }
}
