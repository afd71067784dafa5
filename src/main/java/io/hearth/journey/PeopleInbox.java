package io.hearth.journey;

import io.hearth.journey.engine.Inbox;
import io.hearth.journey.engine.JourneyEngine;
import io.hearth.journey.engine.Run;
import io.hearth.platform.Problem;
import io.hearth.task.NewTask;
import io.hearth.task.TaskOrigin;
import io.hearth.task.Tasks;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Puts the tasks of journeys into the inbox, and lets the run go on when one is done. */
@Component
class PeopleInbox implements Inbox, TaskOrigin {

    private static final String ORIGIN = "journey";

    private final ObjectProvider<Tasks> tasks;
    private final ObjectProvider<JourneyEngine> engine;

    PeopleInbox(ObjectProvider<Tasks> tasks, ObjectProvider<JourneyEngine> engine) {
        this.tasks = tasks;
        this.engine = engine;
    }

    @Override
    public void open(Work work) {
        var run = work.run();
        tasks.getObject()
                .open(new NewTask(
                        ORIGIN,
                        id(run, work.visit()),
                        work.title(),
                        run.community(),
                        run.member(),
                        work.groups(),
                        null,
                        Forms.form(work.fields()),
                        work.due(),
                        Map.of("journey", run.journey(), "run", run.id().toString(), "element", work.element())));
    }

    @Override
    public void withdraw(Run run, String visit) {
        tasks.getObject().cancel(ORIGIN, id(run, visit));
    }

    @Override
    public String name() {
        return ORIGIN;
    }

    @Override
    public void lock(String originId) {
        engine.getObject().lock(run(originId));
    }

    @Override
    public void completed(String originId, Map<String, Object> answers, String by) {
        var moved = engine.getObject()
                .lock(run(originId))
                .filter(run -> run.state() == Run.State.RUNNING)
                .filter(run -> engine.getObject().answer(run, originId.substring(originId.indexOf('/') + 1), answers));
        if (moved.isEmpty()) {
            throw Problem.caller(
                    HttpStatus.CONFLICT,
                    "task.run-stopped",
                    "Expected to go on with run %s, but it does not wait for this task.".formatted(run(originId)));
        }
    }

    private static String id(Run run, String visit) {
        return run.id() + "/" + visit;
    }

    private static UUID run(String originId) {
        return UUID.fromString(originId.substring(0, originId.indexOf('/')));
    }
}
