package io.hearth.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.HearthTest;
import io.hearth.platform.Redis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** A folder and people publish side by side: neither undoes the other, at a start or while it is watched. */
@HearthTest
class ContentStartTest {

    private static final String STUDIO = "rules/escalations/from-studio.test.yaml";
    private static final String FOLDER = "rules/escalations/from-folder.test.yaml";
    private static final String NOTHING = "scenarios: []\n";

    @TempDir
    private Path folder;

    @Autowired
    private Releases releases;

    @Autowired
    private Canaries canaries;

    @Autowired
    private ReleaseHistory history;

    @Autowired
    private Redis redis;

    @Autowired
    private Clock clock;

    private Release before;

    @BeforeEach
    void layOutTheLiveRelease() throws IOException {
        before = releases.live();
        history.take(before.files().hashes(), clock.instant());
        for (var file : before.files()) {
            write(file.path(), file.bytes());
        }
    }

    @AfterEach
    void goBack() {
        releases.publish(before.files(), "server");
        history.take(before.files().hashes(), clock.instant());
    }

    @Test
    void leavesWhatPeoplePublishedAndBringsWhatChangedInTheFolder() throws IOException {
        var published = before.files().with(ContentFile.of(STUDIO, NOTHING));
        releases.publish(published, "ada");

        start(true);
        assertThat(releases.live().hash())
                .as("an unchanged folder undoes nothing")
                .isEqualTo(published.hash());

        write(FOLDER, NOTHING.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        start(true);
        assertThat(releases.live().files().find(STUDIO)).isPresent();
        assertThat(releases.live().files().find(FOLDER)).isPresent();
        var both = releases.live().hash();

        start(true);
        assertThat(releases.live().hash()).isEqualTo(both);
        releases.goBack(before.hash(), "ops", "too much", () -> {});
        start(true);
        assertThat(releases.live().hash()).as("going back lasts").isEqualTo(before.hash());
    }

    @Test
    void forgetsARefusalWhenWhatWasRefusedIsGone() throws IOException {
        write("rules/rewards/broken.dslr", "rule".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        start(true);
        assertThat(releases.lastAttempt().succeeded()).isFalse();
        assertThat(releases.live().hash()).isEqualTo(before.hash());

        Files.delete(folder.resolve("rules/rewards/broken.dslr"));
        start(true);
        assertThat(releases.lastAttempt().succeeded()).isTrue();
        assertThat(releases.lastAttempt().findings()).isEmpty();
    }

    @Test
    void letsNewPackedContentWaitWherePeoplePublished() throws IOException {
        var published = before.files().with(ContentFile.of(STUDIO, NOTHING));
        releases.publish(published, "ada");
        write(FOLDER, NOTHING.getBytes(java.nio.charset.StandardCharsets.UTF_8));

        start(false);
        assertThat(releases.live().hash()).isEqualTo(published.hash());

        releases.publish(before.files(), "ada");
        start(false);
        assertThat(releases.live().files().find(FOLDER))
                .as("where nothing else was published, the new content is")
                .isPresent();
    }

    private void start(boolean watch) {
        var start = new ContentStart(
                releases,
                canaries,
                history,
                new ContentSettings(folder.toString(), watch, Duration.ofHours(1), Duration.ofHours(1)),
                redis,
                clock);
        start.start();
        start.stop();
    }

    private void write(String path, byte[] bytes) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }
}
