package io.hearth.reward.ledger;

import java.util.Locale;

/** What an entry of the ledger is for. */
public enum Kind {
    /** Given, to be spent at once. */
    EARN,
    /** Given, but waiting. */
    HOLD,
    /** The wait is over: from pending to available. */
    RELEASE,
    /** Taken back by a rule or a person, as far as there was something to take. */
    TAKE,
    /** Too old. */
    EXPIRE,
    /** An earlier award undone. */
    REVERSE,
    /** From one member to another. */
    TRANSFER,
    /** Spent. */
    REDEEM,
    /** Given back after it was spent. */
    REFUND,
    /** Into or out of a campaign's budget. */
    FUND;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
