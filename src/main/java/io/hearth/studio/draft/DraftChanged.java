package io.hearth.studio.draft;

/** Told in the transaction that changes a draft's files, or ends it: what was agreed to is not this any more. */
record DraftChanged(long draft, String hash, boolean open) {}
