package io.hearth.decision.receipt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hearth.content.Release;
import io.hearth.content.Releases;
import io.hearth.decision.Rule;
import io.hearth.decision.language.RuleReader;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The rules of any release, read but not compiled: enough to tell what a receipt is about. */
@Component
class ReleasedRules {

    private final Releases releases;
    private final Cache<String, Map<String, Rule>> read =
            Caffeine.newBuilder().maximumSize(8).build();

    ReleasedRules(Releases releases) {
        this.releases = releases;
    }

    Optional<Rule> find(String release, String rule) {
        return Optional.ofNullable(read.get(
                        release,
                        hash -> releases.find(hash).map(ReleasedRules::rules).orElse(Map.of())))
                .map(rules -> rules.get(rule));
    }

    private static Map<String, Rule> rules(Release release) {
        return RuleReader.read(release.files()).rulebooks().stream()
                .flatMap(rulebook -> rulebook.rules().stream())
                .collect(Collectors.toMap(Rule::id, rule -> rule, (one, other) -> one));
    }
}
