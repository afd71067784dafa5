package io.hearth.decision.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hearth.content.Canaries;
import io.hearth.content.CanaryChanged;
import io.hearth.content.ContentFiles;
import io.hearth.content.Release;
import io.hearth.content.ReleasePublished;
import io.hearth.content.ReleaseTarget;
import io.hearth.content.Releases;
import io.hearth.decision.Ruleset;
import io.hearth.decision.Rulesets;
import io.hearth.platform.Problem;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The rulesets of releases. A release is compiled and tried before the pointer moves to it; then one reference changes.
 * Who still has a session of an earlier ruleset finishes with it.
 */
@Component
@Order(0)
class ReleasedRulesets implements Rulesets, ReleaseTarget {

    private final RulesetLoader loader;
    private final Releases releases;
    private final Canaries canaries;
    private final Cache<String, LoadedRuleset> recent;
    private final AtomicReference<@Nullable LoadedRuleset> live = new AtomicReference<>();
    private volatile Optional<Trial> trial = Optional.empty();

    ReleasedRulesets(RulesetLoader loader, Releases releases, Canaries canaries, Budgets budgets) {
        this.loader = loader;
        this.releases = releases;
        this.canaries = canaries;
        this.recent = Caffeine.newBuilder().maximumSize(budgets.rulesets()).build();
    }

    @Override
    public void prepare(Release release) {
        of(release);
    }

    @EventListener
    @Order(0)
    void published(ReleasePublished published) {
        live.set(of(published.release()));
    }

    @EventListener
    @Order(0)
    void changed(CanaryChanged change) {
        trial = change.now().map(canary -> new Trial(canary, of(canary.release())));
    }

    @Override
    public Optional<Trial> trial() {
        var known = trial;
        return known.isEmpty() || canaries.current().isEmpty() ? Optional.empty() : known;
    }

    @Override
    public Ruleset live() {
        var ruleset = live.get();
        if (ruleset == null) {
            ruleset = of(releases.live());
            live.compareAndSet(null, ruleset);
        }
        return ruleset;
    }

    @Override
    public Ruleset of(String release) {
        var current = live.get();
        if (current != null && current.release().equals(release)) {
            return current;
        }
        var known = recent.getIfPresent(release);
        return known != null
                ? known
                : of(releases.find(release).orElseThrow(() -> Problem.notFound("release", release)));
    }

    @Override
    public Ruleset draft(ContentFiles files) {
        return loader.load("draft", files);
    }

    private LoadedRuleset of(Release release) {
        return Objects.requireNonNull(
                recent.get(release.hash(), hash -> loader.load(hash, release.files())), "a loader returns or throws");
    }
}
