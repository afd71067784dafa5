package io.hearth.member;

/** Two members can't be merged or parted right now, since events of theirs are under way; the next try may do. */
public final class MergeLater extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MergeLater(String reason) {
        super(reason, null, false, false);
    }
}
