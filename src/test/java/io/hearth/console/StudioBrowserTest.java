package io.hearth.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.hearth.HearthTest;
import io.hearth.account.Role;
import io.hearth.account.Scope;
import io.hearth.account.TestPeople;
import io.hearth.content.Releases;
import io.hearth.platform.Json;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;

/**
 * The studio in a real browser: {@code src/main/console/browser/studio.mjs} leads a rule from a draft over refusal and approval
 * to a release and back, with a marketer and a lead on laptops and an approver on a phone.
 */
@HearthTest
class StudioBrowserTest {

    @Autowired
    TestPeople people;

    @Autowired
    Environment environment;

    @Autowired
    Releases releases;

    @Test
    void leadsARuleFromADraftToAReleaseAndBack() throws Exception {
        var chromium = BrowserTest.chromium();
        assumeThat(chromium).as("a Chromium on this machine").isPresent();
        assumeThat(new ClassPathResource("console/index.html").exists())
                .as("the console is built (not with -DskipConsole)")
                .isTrue();
        var before = releases.live();
        var key = people.key(Set.of(Scope.EVENTS_WRITE), Set.of("studio-test"));
        var hired = Map.of(
                "marketer", people.hire(Set.of(Role.MARKETER), Set.of()),
                "approver", people.hire(Set.of(Role.APPROVER), Set.of("approvers")),
                "lead", people.hire(Set.of(Role.APPROVER), Set.of("leads")));

        var tour = BrowserTest.tour(
                "studio",
                Map.of(
                        "PEOPLE",
                        Json.mapper().writeValueAsString(hired),
                        "KEY",
                        key,
                        "SUBJECT",
                        "app:" + UUID.randomUUID(),
                        "CHROMIUM",
                        chromium.orElseThrow().toString(),
                        "ADDRESS",
                        "http://localhost:" + environment.getProperty("local.server.port"),
                        "SCREENSHOTS",
                        Path.of("target/screenshots").toAbsolutePath().toString()));
        releases.publish(before.files(), "server");

        assertThat(tour.exit()).as(tour.output()).isZero();
    }
}
