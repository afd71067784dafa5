package io.hearth.decision.engine;

import io.hearth.content.ContentCheck;
import io.hearth.content.ContentFiles;
import io.hearth.content.Finding;
import java.util.List;
import org.springframework.stereotype.Component;

/** Finds, before anything is published, what only compiling can find. */
@Component
class CompiledRules implements ContentCheck {

    private final RulesetLoader loader;

    CompiledRules(RulesetLoader loader) {
        this.loader = loader;
    }

    @Override
    public List<Finding> check(ContentFiles candidate) {
        return loader.findings(candidate);
    }
}
