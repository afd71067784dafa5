package io.hearth.decision.engine;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps compiled rulebooks for as long as the process lives. */
final class CompiledInMemory implements CompiledStore {

    private final Map<String, Stored> stored = new ConcurrentHashMap<>();

    @Override
    public Optional<Stored> find(String source) {
        return Optional.ofNullable(stored.get(source));
    }

    @Override
    public void keep(String source, Stored compiled) {
        stored.put(source, compiled);
    }

    Map<String, Stored> stored() {
        return stored;
    }
}
