package io.hearth.decision;

import java.util.List;

/** Keeps receipts. */
public interface Receipts {

    /** Stores them all at once, in the caller's transaction. */
    void store(List<Receipt> receipts);
}
