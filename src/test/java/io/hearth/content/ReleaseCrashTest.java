package io.hearth.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hearth.HearthTest;
import io.hearth.content.Publication.Kind;
import io.hearth.platform.Problem;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Wherever publishing is cut off, there is the old release or the new one, whole. */
@HearthTest
class ReleaseCrashTest {

    @Autowired
    private Releases releases;

    @Autowired
    private ReleaseTable table;

    @Autowired
    private ReleaseHistory history;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    private Release before;

    @BeforeEach
    void remember() {
        before = releases.live();
    }

    @AfterEach
    void goBack() {
        releases.publish(before.files(), "server");
    }

    @Test
    void leavesTheOldOneWhenTheLineIsCutBeforeTheCommit() {
        var files = changed("cut");
        long moves = moves();

        assertThatThrownBy(() -> releases.publish(
                        files, publication(null, () -> jdbc.sql("select pg_terminate_backend(pg_backend_pid())")
                                .query(Boolean.class)
                                .single())))
                .isNotInstanceOf(Problem.class);

        assertOld(files, moves);
        releases.follow();
        assertThat(releases.live()).isSameAs(before);
    }

    @Test
    void leavesTheOldOneWhenWhatBelongsToItFails() {
        var files = changed("fails");
        long moves = moves();

        assertThatThrownBy(() -> releases.publish(files, publication(null, () -> {
                    throw Problem.caller("test.refused", "Expected to fail.");
                })))
                .isInstanceOf(Problem.class);

        assertOld(files, moves);
    }

    @Test
    void refusesWhenAnotherWentLiveMeanwhile() {
        var files = changed("late");
        long moves = moves();

        assertThatThrownBy(() -> releases.publish(files, publication("another", () -> {})))
                .hasMessageContaining("another is by now");

        assertOld(files, moves);
    }

    @Test
    void servesTheNewOneWholeWhenItStoppedAfterTheCommit() {
        var files = changed("after");
        var release = new Release(files.hash(), files, clock.instant(), "ada");

        // As far as a node comes that is killed between the commit and serving it.
        transaction.executeWithoutResult(status -> {
            table.lockLive();
            table.goLive(release, "ada", clock.instant());
        });
        assertThat(releases.live()).isSameAs(before);
        releases.follow();

        assertThat(releases.live().hash()).isEqualTo(files.hash());
        assertThat(releases.live().files().hash()).isEqualTo(files.hash());
    }

    @Test
    void bringsOnlyWhatChangedInAFolderOverWhatPeoplePublished() {
        var folder = before.files();
        var published = folder.with(ContentFile.of("rules/escalations/studio.test.yaml", "a"));
        var later = folder.without("rules/rewards/running.dslr")
                .with(ContentFile.of("rules/escalations/folder.test.yaml", "b"));

        var carried = published.carrying(folder.hashes(), later);

        assertThat(carried.find("rules/escalations/studio.test.yaml")).isPresent();
        assertThat(carried.find("rules/escalations/folder.test.yaml")).isPresent();
        assertThat(carried.find("rules/rewards/running.dslr")).isEmpty();
        assertThat(carried.size()).isEqualTo(folder.size() + 1);
        assertThat(history.taken().orElseThrow()).containsKey("rules/catalogue.yaml");
    }

    private static Publication publication(@Nullable String over, Runnable alongside) {
        return new Publication("ada", Kind.DRAFT, "Trial", "to be tried", null, List.of(), over, alongside);
    }

    private void assertOld(ContentFiles refused, long moves) {
        assertThat(releases.liveHash()).isEqualTo(before.hash());
        assertThat(releases.live()).isSameAs(before);
        assertThat(table.hashes(refused.hash())).isEmpty();
        assertThat(table.find(refused.hash())).isEmpty();
        assertThat(moves()).isEqualTo(moves);
        assertThat(table.find(before.hash()).orElseThrow().files().hash()).isEqualTo(before.hash());
    }

    private long moves() {
        return jdbc.sql("select count(*) from release_move").query(Long.class).single();
    }

    /** Files that differ by a comment in a test, so that nothing has to be compiled. */
    private ContentFiles changed(String mark) {
        return before.files().with(ContentFile.of("rules/escalations/crash-" + mark + ".test.yaml", "scenarios: []\n"));
    }
}
