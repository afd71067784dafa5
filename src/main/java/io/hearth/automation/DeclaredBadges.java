package io.hearth.automation;

import io.hearth.content.Releases;
import io.hearth.decision.language.RuleReader;
import io.hearth.reward.badge.BadgeLevels;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The badges of the live release's catalogue. */
@Component
class DeclaredBadges implements BadgeLevels {

    private record Known(String release, Map<String, List<String>> levels) {}

    private final Releases releases;
    private final AtomicReference<@Nullable Known> latest = new AtomicReference<>();

    DeclaredBadges(Releases releases) {
        this.releases = releases;
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
        return Objects.requireNonNull(
                latest.updateAndGet(known -> known != null && known.release().equals(live.hash())
                        ? known
                        : new Known(
                                live.hash(),
                                Declared.by(RuleReader.catalogue(live.files())).badges())));
    }
}
