package io.hearth.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hearth.HearthTest;
import io.hearth.platform.Redis;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Nodes agree on who tries a release, whenever they come to know of it, and nothing half begun is left. */
@HearthTest
class CanariesTest {

    @Autowired
    private Canaries canaries;

    @Autowired
    private CanaryTable table;

    @Autowired
    private ReleaseTable releaseTable;

    @Autowired
    private Releases releases;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Redis redis;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    @AfterEach
    void end() {
        canaries.running()
                .ifPresent(one -> canaries.end(one.id(), Canary.State.STOPPED, "server", "the test is over", () -> {}));
    }

    @Test
    void isFollowedByNodesThatWereNotTold() {
        var told = new ArrayList<Object>();
        var other = new Canaries(table, releaseTable, releases, transaction, told::add, redis, clock);
        var begun = canaries.begin(changed("follow"), how(() -> {}), 25, Canary.Limits.NONE);
        assertThat(other.current()).isEmpty();

        other.follow();
        other.follow();

        assertThat(other.current().map(Canary::id)).contains(begun.id());
        assertThat(told).hasSize(1);
        canaries.end(begun.id(), Canary.State.STOPPED, "ada", "enough", () -> {});
        other.follow();
        assertThat(other.current()).isEmpty();
        assertThat(told).hasSize(2);
    }

    @Test
    void leavesNothingWhenTheLineIsCutBeforeTheCommit() {
        var files = changed("cut");

        assertThatThrownBy(() -> canaries.begin(
                        files,
                        how(() -> jdbc.sql("select pg_terminate_backend(pg_backend_pid())")
                                .query(Boolean.class)
                                .single()),
                        25,
                        Canary.Limits.NONE))
                .isInstanceOf(RuntimeException.class);

        assertThat(canaries.current()).isEmpty();
        assertThat(canaries.running()).isEmpty();
        assertThat(releaseTable.find(files.hash())).isEmpty();
    }

    @Test
    void drawsAStableShareThatGrowsAndThatTheDatabaseKnows() {
        var small = new Share("a", 10);
        var large = new Share("a", 50);
        var members = LongStream.rangeClosed(1, 2_000).boxed().toList();

        var inSmall =
                members.stream().filter(one -> small.holds("club", "m-" + one)).toList();
        var inLarge =
                members.stream().filter(one -> large.holds("club", "m-" + one)).toList();

        assertThat(inSmall).hasSizeBetween(150, 250);
        assertThat(inLarge).hasSizeBetween(900, 1_100).containsAll(inSmall);
        assertThat(jdbc.sql("select m from generate_series(1, 2000) m where in_share('a', 'club', m, 10) order by m")
                        .query(Long.class)
                        .list())
                .isEqualTo(inSmall);
        assertThat(members.stream()
                        .filter(one -> new Share("b", 10).holds("club", "m-" + one))
                        .toList())
                .as("another release draws others")
                .isNotEqualTo(inSmall);
    }

    private static Publication how(Runnable alongside) {
        return new Publication("ada", Publication.Kind.DRAFT, "Trial", "to be tried", null, List.of(), null, alongside);
    }

    /** Files that differ by a comment in a test, so that nothing has to be compiled. */
    private ContentFiles changed(String mark) {
        return releases.live()
                .files()
                .with(ContentFile.of("rules/escalations/canary-" + mark + ".test.yaml", "scenarios: []\n"));
    }
}
