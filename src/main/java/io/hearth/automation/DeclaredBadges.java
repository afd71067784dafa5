package io.hearth.automation;

import io.hearth.content.Canaries;
import io.hearth.content.Canary;
import io.hearth.content.Release;
import io.hearth.content.Releases;
import io.hearth.decision.language.RuleReader;
import io.hearth.reward.badge.BadgeLevels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The badges of the live release's catalogue, and of one that is tried by a share of the members. */
@Component
class DeclaredBadges implements BadgeLevels {

    private record Known(String release, Optional<String> tried, Map<String, List<String>> levels) {}

    private final Releases releases;
    private final Canaries canaries;
    private final AtomicReference<@Nullable Known> latest = new AtomicReference<>();

    DeclaredBadges(Releases releases, Canaries canaries) {
        this.releases = releases;
        this.canaries = canaries;
    }

    @Override
    public Set<String> badges() {
        return known().levels().keySet();
    }

    @Override
    public List<String> levels(String badge) {
        return known().levels().getOrDefault(badge, List.of());
    }

    private Known known() {
        var live = releases.live();
        var tried = canaries.current().map(Canary::release);
        return Objects.requireNonNull(latest.updateAndGet(known -> known != null
                        && known.release().equals(live.hash())
                        && known.tried().equals(tried)
                ? known
                : new Known(live.hash(), tried, levels(live, tried.flatMap(releases::find)))));
    }

    /** Where both know a badge, the one with more levels counts. */
    private static Map<String, List<String>> levels(Release live, Optional<Release> tried) {
        var levels =
                new HashMap<>(Declared.by(RuleReader.catalogue(live.files())).badges());
        tried.ifPresent(release -> Declared.by(RuleReader.catalogue(release.files()))
                .badges()
                .forEach((badge, steps) ->
                        levels.merge(badge, steps, (one, other) -> one.size() >= other.size() ? one : other)));
        return levels;
    }
}
