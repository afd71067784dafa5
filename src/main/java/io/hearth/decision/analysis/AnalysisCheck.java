package io.hearth.decision.analysis;

import io.hearth.content.ContentCheck;
import io.hearth.content.ContentFiles;
import io.hearth.content.Finding;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Before a release: what must be fixed stops it, the rest is told. What can't be read at all is told by the reader. */
@Component
@Order(20)
class AnalysisCheck implements ContentCheck {

    @Override
    public List<Finding> check(ContentFiles candidate) {
        var reading = java.util.Set.of(RuleFinding.Kind.UNREADABLE, RuleFinding.Kind.UNKNOWN_EVENT);
        return Analysis.of(candidate).findings().stream()
                .filter(finding -> !reading.contains(finding.kind()))
                .map(RuleFinding::told)
                .toList();
    }
}
