package io.hearth.journey;

import io.hearth.journey.block.BuildingBlock;
import io.hearth.journey.block.Shape;
import io.hearth.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The building blocks that workflows are drawn with. */
@RestController
class BlockController {

    private static final String TEMPLATES = "io/hearth/journey/element-templates.json";

    /**
     * @param templates as modelers read them: names, fields, bindings, and what must be filled in
     * @param kinds what each field of a block may hold, by the block's topic and the field's name: {@code template}, {@code event-types}, …
     */
    record BlocksView(List<Object> templates, Map<String, Map<String, String>> kinds) {}

    private final BlocksView blocks;

    BlockController(List<BuildingBlock> blocks) {
        var kinds = new TreeMap<String, Map<String, String>>();
        blocks.forEach(block -> kinds.put(block.shape().topic(), kinds(block.shape())));
        this.blocks = new BlocksView(templates(), kinds);
    }

    @GetMapping("/api/v1/building-blocks")
    BlocksView blocks() {
        return blocks;
    }

    private static Map<String, String> kinds(Shape shape) {
        return shape.fields().stream()
                .collect(Collectors.toMap(
                        Shape.Field::name,
                        field -> field.type().name().toLowerCase(Locale.ROOT).replace('_', '-')));
    }

    private static List<Object> templates() {
        try (var file = new ClassPathResource(TEMPLATES).getInputStream()) {
            return List.of(Json.mapper().readValue(file, Object[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
