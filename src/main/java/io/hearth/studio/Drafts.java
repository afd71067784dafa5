package io.hearth.studio;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hearth.content.ContentFiles;
import io.hearth.content.DraftFiles;
import io.hearth.content.Finding;
import io.hearth.content.Releases;
import io.hearth.decision.Ruleset;
import io.hearth.decision.Rulesets;
import io.hearth.platform.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Compiles drafts over the live release: a few at a time, and each once while somebody tries it. */
@Component
class Drafts {

    private static final String TREE = "rules";
    private static final int AT_A_TIME = 2;

    private final Releases releases;
    private final Rulesets rulesets;
    private final Semaphore places = new Semaphore(AT_A_TIME);
    private final Cache<String, Ruleset> recent = Caffeine.newBuilder()
            .maximumSize(4)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    Drafts(Releases releases, Rulesets rulesets) {
        this.releases = releases;
        this.rulesets = rulesets;
    }

    /** Rules to try, with the files they come from. */
    record Draft(ContentFiles files, Ruleset ruleset) {}

    /** The draft, or the live release where there is none; a problem names what is wrong with its files. */
    Draft open(DraftFiles wanted) {
        var live = releases.live();
        if (wanted.changesNothing()) {
            return new Draft(live.files(), rulesets.of(live.hash()));
        }
        var files = wanted.over(live.files(), TREE);
        return new Draft(files, compiled(files));
    }

    /** The draft over a release that need not be live any more. */
    Draft over(ContentFiles released, DraftFiles wanted) {
        var files = wanted.over(released, TREE);
        return new Draft(files, compiled(files));
    }

    /** The released files with the draft's over them. */
    ContentFiles files(DraftFiles wanted) {
        return wanted.over(releases.live().files(), TREE);
    }

    /** What would stop these files from becoming a release, and what is worth a look. */
    List<Finding> check(ContentFiles files) {
        return inPlace(() -> releases.check(files));
    }

    private Ruleset compiled(ContentFiles files) {
        var known = recent.getIfPresent(files.hash());
        return known != null
                ? known
                : inPlace(() -> Objects.requireNonNull(recent.get(files.hash(), hash -> rulesets.draft(files))));
    }

    private <T> T inPlace(Supplier<T> work) {
        if (!places.tryAcquire()) {
            throw Problem.caller(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "draft.busy",
                    "Expected to compile the draft, but " + AT_A_TIME + " others are being compiled. Try again soon.");
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }
}
