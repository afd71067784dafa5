package io.hearth.journey.engine;

import io.hearth.journey.block.BuildingBlock;
import io.hearth.journey.engine.guard.Drawing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;

/** What a step waits for: how it begins, and what is done when it came. */
interface Waiting {

    /** Begins to wait; false if there is nothing to wait for, so that the run goes on at once. */
    boolean begin(Place here);

    /** It came. */
    default void came(Run run, ActivityExecution execution) {}

    /** The token leaves, whoever moved it. */
    default void left(Run run, ActivityExecution execution) {}

    /** A run at a step. */
    record Place(Run run, ActivityExecution execution, Instant now) {

        String visit() {
            return execution.getActivityInstanceId();
        }

        String element() {
            return execution.getActivity().getId();
        }
    }

    /** Work that a building block begins here, and that is reported to be done. */
    record ForWork(WaitTable waits, BuildingBlock block, Map<String, String> fields) implements Waiting {

        @Override
        public boolean begin(Place here) {
            waits.openWork(here.run(), here.visit(), here.element());
            block.perform(new StepVisit(here.run(), here.execution(), fields));
            return true;
        }

        @Override
        public void came(Run run, ActivityExecution execution) {
            block.finish(new StepVisit(run, execution, fields));
        }

        @Override
        public void left(Run run, ActivityExecution execution) {
            block.leave(new StepVisit(run, execution, fields));
        }
    }

    /** One of these events of the member. */
    record ForEvents(List<String> types) implements Waiting {

        @Override
        public boolean begin(Place here) {
            Turn.current().await(here.visit(), here.element(), types);
            return true;
        }
    }

    /** The member's entry into a segment. */
    record ForSegment(Standing standing, String segment) implements Waiting {

        @Override
        public boolean begin(Place here) {
            if (standing.inSegment(here.run().member(), here.run().community(), segment)) {
                return false;
            }
            Turn.current().await(here.visit(), here.element(), List.of(Drawing.SEGMENT + segment));
            return true;
        }
    }

    /** The next moment at which clocks show this. */
    record ForTime(WaitTable waits, Standing standing, LocalTimes times) implements Waiting {

        @Override
        public boolean begin(Place here) {
            var zone = times.zone().orElseGet(() -> standing.zone(here.run().member()));
            waits.openUntil(here.run(), here.visit(), here.element(), times.next(here.now(), zone));
            return true;
        }
    }

    /** The end of another journey, which is started for the same member. */
    record ForJourney(WaitTable waits, CallTable calls, Map<String, String> fields) implements Waiting {

        @Override
        public boolean begin(Place here) {
            var wait = waits.openCall(here.run(), here.visit(), here.element());
            calls.open(wait, here.run().id(), fields.getOrDefault("journey", ""), here.now());
            return true;
        }

        @Override
        public void came(Run run, ActivityExecution execution) {
            var into = fields.getOrDefault("into", "");
            if (!into.isBlank()) {
                execution.setVariable(
                        into,
                        calls.end(run.id(), execution.getActivityInstanceId()).orElse(""));
            }
        }
    }
}
