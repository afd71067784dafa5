package io.hearth.account;

/** What an API key may do. */
public enum Scope {
    /** Send events from its listed sources. */
    EVENTS_WRITE,
    /** Read everything that a person without a role may read. */
    READ,
    /** Spend members' points and redeem their coupons, as a shop does. */
    REDEEM,
    /** Say what became of messages. */
    REPORTS_WRITE,
    /** All that marketers and operators may do, besides the above. Approving and administering stay with people. */
    ALL;

    String authority() {
        return "SCOPE_" + name();
    }
}
