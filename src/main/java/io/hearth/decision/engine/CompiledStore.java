package io.hearth.decision.engine;

import java.util.Optional;

/** Keeps what was compiled, so that neither a restart nor another node compiles it again. */
interface CompiledStore {

    /** The stored bytes with the hash that they had when they were stored. */
    record Stored(byte[] bytes, String hash) {}

    Optional<Stored> find(String source);

    void keep(String source, Stored compiled);
}
