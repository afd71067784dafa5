package io.hearth.journey;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hearth.content.ContentFile;
import io.hearth.journey.engine.DefinitionTable;
import io.hearth.journey.engine.DefinitionTable.Version;
import io.hearth.journey.engine.guard.Drawing;
import io.hearth.journey.engine.guard.Guard;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The names that deployed workflows give their steps; a version never changes, so that each is read once. */
@Component
class Drawings {

    private static final int MOST = 500;

    /** A version and what it draws. */
    record Drawn(Version version, Drawing drawing) {

        String nameOf(String element) {
            return drawing.node(element)
                    .map(Drawing.Node::name)
                    .filter(name -> !name.isBlank())
                    .orElse(element);
        }
    }

    private final DefinitionTable definitions;
    private final Cache<String, Drawn> known =
            Caffeine.newBuilder().maximumSize(MOST).build();

    Drawings(DefinitionTable definitions) {
        this.definitions = definitions;
    }

    Optional<Drawn> of(String definition) {
        var drawn = known.getIfPresent(definition);
        if (drawn != null) {
            return Optional.of(drawn);
        }
        var read = definitions.byDefinition(definition).flatMap(version -> Guard.read(
                        ContentFile.of(version.file(), version.bpmn()))
                .map(drawing -> new Drawn(version, drawing)));
        read.ifPresent(found -> known.put(definition, found));
        return read;
    }
}
