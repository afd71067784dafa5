package io.hearth.decision.language;

import io.hearth.content.ContentCheck;
import io.hearth.content.ContentFiles;
import io.hearth.content.Finding;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Before a release: every rule must be readable and harmless. */
@Component
@Order(10)
class RuleCheck implements ContentCheck {

    @Override
    public List<Finding> check(ContentFiles candidate) {
        return RuleReader.read(candidate).findings();
    }
}
