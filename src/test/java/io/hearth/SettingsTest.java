package io.hearth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.ClassUtils;

/** Every setting has a default that runs on a laptop, and none changes unnoticed. */
class SettingsTest {

    private static final Path CHECKED_IN = Path.of("src/docs/settings.txt");

    @Test
    void hasTheDefaultsThatAreCheckedIn() throws Exception {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        var lines = new TreeMap<String, String>();
        for (var found : scanner.findCandidateComponents("io.hearth")) {
            var type = ClassUtils.forName(Objects.requireNonNull(found.getBeanClassName()), null);
            var prefix = type.getAnnotation(ConfigurationProperties.class).value();
            var settings = Binder.get(new MockEnvironment()).bindOrCreate(prefix, Bindable.of(type));
            describe(prefix, settings, lines);
        }
        var described = lines.entrySet().stream()
                .map(line -> line.getKey() + " = " + line.getValue() + "\n")
                .collect(Collectors.joining());

        update(described);

        assertThat(CHECKED_IN)
                .as("A default changed. If it is meant, write the new list with"
                        + " mvn test -Dtest=SettingsTest -Dhearth.update=true")
                .hasContent(described);
    }

    private static void update(String described) throws IOException {
        if (Boolean.getBoolean("hearth.update")) {
            Files.createDirectories(CHECKED_IN.getParent());
            Files.writeString(CHECKED_IN, described);
        }
    }

    private static void describe(String prefix, Object settings, Map<String, String> lines)
            throws InvocationTargetException, IllegalAccessException {
        for (var component : settings.getClass().getRecordComponents()) {
            var name = prefix + "." + kebab(component);
            component.getAccessor().setAccessible(true);
            var value = component.getAccessor().invoke(settings);
            if (value != null && value.getClass().isRecord()) {
                describe(name, value, lines);
            } else {
                lines.put(name, String.valueOf(value));
            }
        }
    }

    private static String kebab(RecordComponent component) {
        return Arrays.stream(component.getName().split("(?=[A-Z])"))
                .map(word -> word.toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining("-"));
    }
}
