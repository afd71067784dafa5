package io.hearth.task;

import io.hearth.account.Caller;
import io.hearth.account.People;
import io.hearth.account.Person;
import io.hearth.account.Role;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Who may see a task, and who may do it. */
@Component
class Workers {

    private final People people;
    private final Clock clock;

    Workers(People people, Clock clock) {
        this.people = people;
        this.clock = clock;
    }

    /** Its assignee, or whoever stands in for the assignee; anybody of its groups while nobody has claimed it. */
    boolean mayDo(Caller caller, Task task) {
        var assignee = task.assignee();
        if (assignee == null) {
            return !caller.isKey()
                    && (isCandidate(caller, task)
                            || oversees(caller) && task.groups().isEmpty());
        }
        return assignee.equals(caller.name()) || standsInFor(caller, assignee);
    }

    /** Besides those who may do it: who may claim it back, did it, delegated it, or keeps the server running. */
    boolean maySee(Caller caller, Task task) {
        return oversees(caller)
                || mayDo(caller, task)
                || isCandidate(caller, task)
                || caller.name().equals(task.owner())
                || caller.name().equals(task.doneBy());
    }

    boolean isCandidate(Caller caller, Task task) {
        return task.groups().stream().anyMatch(caller.groups()::contains);
    }

    boolean oversees(Caller caller) {
        return caller.may(Role.OPERATOR) || caller.may(Role.ADMINISTRATOR);
    }

    /** A task may be handed only to somebody who could have claimed it. */
    boolean couldDo(String person, Task task) {
        return people.find(person)
                .filter(found ->
                        task.groups().isEmpty() || task.groups().stream().anyMatch(found.groups()::contains))
                .isPresent();
    }

    /** Everybody to whom a task may be handed, by name. */
    List<Person> couldDo(Task task) {
        return people.all().stream()
                .filter(person ->
                        task.groups().isEmpty() || task.groups().stream().anyMatch(person.groups()::contains))
                .toList();
    }

    boolean standsInFor(Caller caller, String absent) {
        return people.substituteOf(absent, clock.instant())
                .filter(caller.name()::equals)
                .isPresent();
    }

    /** Whose tasks are also the caller's at the moment. */
    Set<String> absentFor(Caller caller) {
        return people.absentFor(caller.name(), clock.instant());
    }
}
