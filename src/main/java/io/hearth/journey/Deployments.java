package io.hearth.journey;

import io.hearth.content.Release;
import io.hearth.content.ReleaseTarget;
import io.hearth.journey.engine.JourneyEngine;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes the workflows of a release known to the engine before it goes live; only changed files are deployed. */
@Component
class Deployments implements ReleaseTarget {

    private final WorkflowCheck workflows;
    private final JourneyEngine engine;
    private final Waits waits;

    Deployments(WorkflowCheck workflows, JourneyEngine engine, Waits waits) {
        this.workflows = workflows;
        this.engine = engine;
        this.waits = waits;
    }

    @Override
    @Transactional
    public void prepare(Release release) {
        workflows
                .drawings(release.files())
                .forEach((file, drawing) -> engine.release(release.hash(), engine.deploy(file, drawing)));
        waits.learn();
    }
}
