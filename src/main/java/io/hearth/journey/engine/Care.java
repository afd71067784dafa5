package io.hearth.journey.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;
import org.jspecify.annotations.Nullable;

/**
 * How a person's step is looked after.
 *
 * @param whose the variable that names whose task it is at first
 * @param neverBy who must not do it: variables that name people, or other people's steps, whose doers are meant
 * @param remind after how long it is urgent
 * @param escalate after how long it goes to the person that the variable {@code to} names
 * @param by the rulebook that says who gets it as well, instead of {@code to}
 * @param calendar the working hours by which these times are counted
 * @param stage what a collaboration is at while this step is open
 * @param count a variable that counts how often it was done
 */
record Care(
        Optional<String> whose,
        List<String> neverBy,
        Optional<String> remind,
        Optional<String> escalate,
        Optional<String> to,
        Optional<String> by,
        Optional<String> calendar,
        Optional<String> stage,
        Optional<String> count) {

    private static final String DOER = "doneBy.";

    static Care of(Map<String, String> properties) {
        return new Care(
                said(properties, "for"),
                said(properties, "neverBy")
                        .map(words -> Stream.of(words.split("\\s+")).toList())
                        .orElse(List.of()),
                said(properties, "remind"),
                said(properties, "escalate"),
                said(properties, "to"),
                said(properties, "by"),
                said(properties, "calendar"),
                said(properties, "stage"),
                said(properties, "count"));
    }

    private static Optional<String> said(Map<String, String> properties, String name) {
        return Optional.ofNullable(properties.get(name)).map(String::trim).filter(value -> !value.isEmpty());
    }

    private boolean isNone() {
        return whose.isEmpty()
                && neverBy.isEmpty()
                && remind.isEmpty()
                && escalate.isEmpty()
                && stage.isEmpty()
                && count.isEmpty();
    }

    /** What it means for a task that is opened now. */
    Inbox.Care begun(ActivityExecution execution, Inbox inbox, Instant now) {
        return new Inbox.Care(
                whose.flatMap(name -> text(execution, name)).orElse(null),
                remind.map(after -> due(after, inbox, now)).orElse(null),
                escalate.map(after -> due(after, inbox, now)).orElse(null),
                to.flatMap(name -> text(execution, name)).orElse(null),
                by.orElse(null),
                stage.orElse(null));
    }

    Instant due(String after, Inbox inbox, Instant now) {
        return inbox.due(calendar.orElse(null), after, now);
    }

    /** Refuses who must not do it. */
    void check(ActivityExecution execution, String by) {
        for (var word : neverBy) {
            var barred = text(execution, word).or(() -> text(execution, DOER + word));
            if (barred.filter(by::equals).isPresent()) {
                throw new NotByThisPerson(execution.getActivity().getId(), by, word);
            }
        }
    }

    /** Remembers who did it, for the steps that must be done by somebody else. */
    void done(ActivityExecution execution, String by) {
        if (!isNone()) {
            execution.setVariable(DOER + execution.getActivity().getId(), by);
        }
        count.ifPresent(name -> execution.setVariable(name, times(execution.getVariable(name)) + 1));
    }

    private static long times(@Nullable Object counted) {
        return counted instanceof Number number ? number.longValue() : 0;
    }

    private static Optional<String> text(ActivityExecution execution, String variable) {
        return Optional.ofNullable(execution.getVariable(variable))
                .map(Object::toString)
                .filter(value -> !value.isBlank());
    }
}
