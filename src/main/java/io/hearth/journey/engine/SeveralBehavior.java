package io.hearth.journey.engine;

import java.util.Map;
import org.camunda.bpm.engine.impl.bpmn.behavior.AbstractBpmnActivityBehavior;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;
import org.jspecify.annotations.Nullable;

/** A step that asks each of several people, and stays until enough have said yes or too many have said no. */
final class SeveralBehavior extends AbstractBpmnActivityBehavior {

    private static final int MOST = 200;

    private final PersonBehavior drawn;
    private final Inbox inbox;
    private final AskTable asks;
    private final Asking asking;

    /** What somebody said in a person's place. */
    record Said(String person, String by, Map<String, Object> answers) {}

    SeveralBehavior(PersonBehavior drawn, Inbox inbox, AskTable asks, Asking asking) {
        this.drawn = drawn;
        this.inbox = inbox;
        this.asks = asks;
        this.asking = asking;
    }

    @Override
    public void execute(ActivityExecution execution) {
        var work = drawn.work(execution);
        var people = inbox.people(drawn.groups()).stream().sorted().limit(MOST).toList();
        if (!asking.canBeAnswered(people.size())) {
            execution.setVariable(asking.into(), Asking.NOBODY);
            leave(execution);
            return;
        }
        asks.open(work.run().id(), work.visit(), people);
        people.forEach(person -> inbox.open(work.of(person)));
    }

    @Override
    public void signal(ActivityExecution execution, @Nullable String name, @Nullable Object data) {
        if (!(data instanceof Said said)) {
            leave(execution);
            return;
        }
        var run = Turn.current().run().id();
        var visit = execution.getActivityInstanceId();
        var yes = Boolean.TRUE.equals(said.answers().get(asking.yes()));
        if (!asks.say(run, visit, said.person(), said.by(), yes, Turn.current().now())) {
            throw new SpokenAlready(said.by());
        }
        var answer = asking.answer(asks.count(run, visit));
        if (!answer.isEmpty()) {
            execution.setVariable(asking.into(), answer);
            leave(execution);
        }
    }

    void left(ActivityExecution execution) {
        var run = Turn.current().run();
        var visit = execution.getActivityInstanceId();
        asks.unanswered(run.id(), visit).forEach(person -> inbox.withdraw(run, visit, person));
    }
}
