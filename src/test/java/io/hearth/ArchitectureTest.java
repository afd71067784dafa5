package io.hearth;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What may use what. The story goes upwards: events and members below, decisions beside them, what comes of decisions above,
 * and {@code automation} on top, which tells the whole of it. A change here is a decision: write it down in
 * {@code src/docs/decisions}.
 */
class ArchitectureTest {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.hearth");

    /** Each package and what it may use, besides itself. */
    private static final Map<String, Set<String>> MAY_USE = mayUse();

    private static Map<String, Set<String>> mayUse() {
        var table = new LinkedHashMap<String, Set<String>>();
        table.put("platform", Set.of());
        table.put("account", Set.of("platform"));
        table.put("content", Set.of("platform", "account"));
        table.put("decision", Set.of("platform", "account", "content"));
        table.put("member", Set.of("platform", "account"));
        table.put("event", Set.of("platform", "account", "member"));
        table.put("community", Set.of("platform", "account", "member", "event"));
        table.put("task", Set.of("platform", "account", "member"));
        table.put("segment", Set.of("platform", "account", "member", "event"));
        table.put("reward", Set.of("platform", "account", "member", "event", "task"));
        table.put("escalation", Set.of("platform", "account", "member", "event", "task"));
        table.put(
                "message",
                Set.of("platform", "account", "content", "member", "event", "community", "segment", "reward", "task"));
        table.put(
                "referral",
                Set.of("platform", "account", "decision", "member", "event", "community", "reward", "escalation"));
        table.put(
                "contest",
                Set.of(
                        "platform",
                        "account",
                        "decision",
                        "member",
                        "event",
                        "community",
                        "task",
                        "segment",
                        "reward",
                        "message"));
        table.put("journey", new LinkedHashSet<>(table.keySet()));
        table.put("promotion", new LinkedHashSet<>(table.keySet()));
        table.put("collaboration", new LinkedHashSet<>(table.keySet()));
        table.put("automation", new LinkedHashSet<>(table.keySet()));
        table.put("studio", new LinkedHashSet<>(table.keySet()));
        table.put("console", Set.of("platform"));
        table.put("simulator", Set.of("platform", "account"));
        return table;
    }

    /** One home for each library: the packages that may import it. */
    private static final Map<String, Set<String>> HOMES = Map.ofEntries(
            Map.entry("org.drools", Set.of("decision")),
            Map.entry("org.kie", Set.of("decision")),
            Map.entry("org.camunda", Set.of("journey.engine")),
            Map.entry("freemarker", Set.of("message")),
            Map.entry("org.flywaydb", Set.of("platform")),
            Map.entry("org.apache.commons.compress", Set.of("platform.store", "decision.language")),
            Map.entry("org.tukaani", Set.of("platform.store")),
            Map.entry("com.github.f4b6a3", Set.of("platform")),
            Map.entry("org.springframework.security.crypto", Set.of("account")),
            Map.entry("jakarta.mail", Set.of("message")),
            Map.entry("org.apache.hc", Set.of("message")),
            Map.entry("org.springframework.mail", Set.of("message")),
            Map.entry("org.jsoup", Set.of("message")),
            Map.entry("ch.digitalfondue.mjml4j", Set.of("message")),
            Map.entry("org.dhatim.fastexcel", Set.of("decision.language")));

    @TestFactory
    Stream<DynamicTest> usesOnlyWhatItMay() {
        return MAY_USE.entrySet().stream()
                .map(entry -> dynamicTest(entry.getKey(), () -> {
                    var name = entry.getKey();
                    var forbidden = MAY_USE.keySet().stream()
                            .filter(other ->
                                    !other.equals(name) && !entry.getValue().contains(other))
                            .map(other -> "io.hearth." + other + "..")
                            .toArray(String[]::new);
                    noClasses()
                            .that()
                            .resideInAPackage("io.hearth." + name + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(forbidden)
                            .because("'" + name + "' may use " + entry.getValue() + " and nothing else of ours."
                                    + " Ways out: let the lower package declare an interface that the upper one implements;"
                                    + " publish a Spring event; or move the code to where the story needs it."
                                    + " Only if the story itself changed, change the table in ArchitectureTest")
                            .allowEmptyShould(true)
                            .check(CODE);
                }));
    }

    @Test
    void putsEveryClassIntoAPackageOfTheTable() {
        var homeless = CODE.stream()
                .filter(type -> type.getPackageName().startsWith("io.hearth."))
                .map(type -> type.getPackageName().split("\\.")[2])
                .filter(name -> !MAY_USE.containsKey(name))
                .distinct()
                .toList();

        assertThat(homeless)
                .as("Packages that the table doesn't know. Name a package for a business word, say in its package-info"
                        + " what it is for, and add it to the table")
                .isEmpty();
    }

    @Test
    void hasNoCycles() {
        slices().matching("io.hearth.(*)..")
                .should()
                .beFreeOfCycles()
                .because("whoever reads one package must not have to read another that reads the first")
                .check(CODE);
    }

    @TestFactory
    Stream<DynamicTest> keepsEachLibraryInItsHome() {
        return HOMES.entrySet().stream()
                .map(entry -> dynamicTest(entry.getKey(), () -> noClasses()
                        .that()
                        .resideOutsideOfPackages(Stream.concat(
                                        Stream.of("freemarker.."),
                                        entry.getValue().stream().map(home -> "io.hearth." + home + ".."))
                                .toArray(String[]::new))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(entry.getKey() + "..")
                        .because(entry.getKey() + " is at home in " + entry.getValue()
                                + ", so that it can be replaced there and"
                                + " its dangers are looked after there. Ask that package for what you need")
                        .allowEmptyShould(true)
                        .check(CODE)));
    }

    @Test
    void asksRedisThroughTheOneThatMayRefuse() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.hearth.platform..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.lettuce.core.RedisClient")
                .because(
                        "Redis.ask answers within a quarter of a second, also while Redis is away; a connection of one's"
                                + " own does not")
                .check(CODE);
    }

    @Test
    void takesTheTimeFromTheClock() {
        var rule = noClasses().should().callMethod(System.class, "currentTimeMillis");
        for (var type : List.of(
                Instant.class, LocalDate.class, LocalDateTime.class, OffsetDateTime.class, ZonedDateTime.class)) {
            rule = rule.orShould().callMethod(type, "now");
        }
        rule.orShould()
                .callConstructor(java.util.Date.class)
                .because("time is an input: inject java.time.Clock, so that tests can move it and replays can set it")
                .check(CODE);
    }

    @Test
    void hasOneClock() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.hearth.platform.PlatformConfiguration")
                .should()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .because("a clock of one's own is one that tests can't move")
                .check(CODE);
    }

    @Test
    void neverSleeps() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .because("waiting is the scheduler's work, or a condition's")
                .check(CODE);
    }

    @Test
    void writesToTheLogOnly() {
        noClasses()
                // A process of its own, which answers on its standard streams.
                .that()
                .doNotHaveFullyQualifiedName("io.hearth.decision.engine.CompilerProcess")
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .because("logs are one line of JSON each; what is for the terminal alone goes through Terminal")
                .check(CODE);
    }

    @Test
    void injectsByConstructor() {
        GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(CODE);
    }

    @Test
    void saysWhatAClassIsInItsName() {
        classes()
                .should()
                .haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl|Dto|DTO|Common|Misc)(\\$.*)?")
                .because("such a name could hold anything; name the class for what it does")
                .check(CODE);
    }

    @Test
    void keepsControllersToTheirPackage() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Controller")
                .should()
                .notBePublic()
                .because("others call the package's public types, not its HTTP API")
                .allowEmptyShould(true)
                .check(CODE);
    }

    @Test
    void describesEveryPackage() throws IOException {
        var packages = CODE.stream()
                .filter(type -> !type.getPackageName().equals("freemarker.core"))
                .map(JavaClass::getPackageName)
                .distinct()
                .toList();
        for (var name : packages) {
            var file = Path.of("src/main/java", name.split("\\.")).resolve("package-info.java");
            assertThat(file)
                    .as("a sentence on what " + name + " is for, and what it may use")
                    .exists();
            assertThat(Files.readString(file)).as(file.toString()).contains("@NullMarked", "/**");
        }
    }

    @Test
    void staysInTheLayoutThatThePackagesHave() {
        assertThat(Arrays.stream(Path.of("src/main/java/io/hearth").toFile().listFiles())
                        .filter(java.io.File::isFile)
                        .map(java.io.File::getName))
                .as("Code belongs to a business word, not to the root")
                .containsExactlyInAnyOrder("Hearth.java", "package-info.java");
    }
}
