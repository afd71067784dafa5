package io.hearth.journey;

import io.hearth.account.People;
import io.hearth.account.Person;
import io.hearth.journey.engine.Inbox;
import io.hearth.journey.engine.JourneyEngine;
import io.hearth.journey.engine.JourneySettings;
import io.hearth.journey.engine.NotByThisPerson;
import io.hearth.journey.engine.Run;
import io.hearth.journey.engine.SpokenAlready;
import io.hearth.journey.engine.SuspensionTable;
import io.hearth.platform.Problem;
import io.hearth.task.NewTask;
import io.hearth.task.TaskOrigin;
import io.hearth.task.Tasks;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Puts the tasks of journeys into the inbox, and lets the run go on when one is done. */
@Component
class PeopleInbox implements Inbox, TaskOrigin {

    private static final String ORIGIN = "journey";

    /** Stands between a visit and the name of the person who is asked there, where several are. */
    private static final char PERSON = '#';

    private final People people;
    private final JourneySettings settings;
    private final ObjectProvider<SuspensionTable> suspensions;
    private final ObjectProvider<Tasks> tasks;
    private final ObjectProvider<JourneyEngine> engine;
    private final ObjectProvider<RunSubject> subjects;

    PeopleInbox(
            People people,
            JourneySettings settings,
            ObjectProvider<Tasks> tasks,
            ObjectProvider<JourneyEngine> engine,
            ObjectProvider<SuspensionTable> suspensions,
            ObjectProvider<RunSubject> subjects) {
        this.suspensions = suspensions;
        this.subjects = subjects;
        this.people = people;
        this.settings = settings;
        this.tasks = tasks;
        this.engine = engine;
    }

    @Override
    public void open(Work work) {
        var run = work.run();
        var about = new LinkedHashMap<>(
                Map.of("journey", run.journey(), "run", run.id().toString(), "element", work.element()));
        if (!run.isAboutMember()) {
            var step = new RunSubject.Step(
                    run.journey(),
                    run.entry(),
                    work.element(),
                    work.visit(),
                    work.care().stage());
            subjects.orderedStream()
                    .flatMap(subject -> subject.opened(step).stream())
                    .forEach(about::putAll);
        }
        tasks.getObject()
                .open(new NewTask(
                        ORIGIN,
                        id(run, work.visit(), work.person()),
                        work.title(),
                        run.community(),
                        run.isAboutMember() ? run.member() : null,
                        work.groups(),
                        work.person() == null ? first(work.care().first()) : work.person(),
                        Forms.form(work.fields()),
                        work.due(),
                        about,
                        new NewTask.Urging(
                                work.care().remindAt(),
                                work.care().escalateAt(),
                                work.care().escalateTo(),
                                work.care().escalateBy())));
    }

    @Override
    public Instant due(@Nullable String calendar, String length, Instant now) {
        return settings.due(calendar, length, now);
    }

    /** Who has left gets nothing to do; the groups see it then. */
    private @Nullable String first(@Nullable String name) {
        return name == null ? null : people.find(name).map(Person::name).orElse(null);
    }

    @Override
    public Map<String, Object> answered(Answer answer) {
        var run = answer.run();
        if (run.isAboutMember()) {
            return answer.answers();
        }
        var step = new RunSubject.Step(run.journey(), run.entry(), answer.element(), answer.visit(), answer.stage());
        return subjects.orderedStream()
                .flatMap(subject -> subject.answered(step, answer.answers(), answer.by()).stream())
                .findFirst()
                .orElse(answer.answers());
    }

    @Override
    public void over(Run run, boolean cancelled) {
        subjects.orderedStream().forEach(subject -> subject.over(run.journey(), run.entry(), cancelled));
    }

    @Override
    public void withdraw(Run run, String visit, @Nullable String person) {
        tasks.getObject().cancel(ORIGIN, id(run, visit, person));
    }

    @Override
    public SortedSet<String> people(Set<String> groups) {
        var all = new TreeSet<String>();
        groups.forEach(group -> all.addAll(people.inGroup(group)));
        return all;
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
                .filter(run -> run.state() == Run.State.RUNNING
                        && !suspensions.getObject().all().containsKey(run.journey()))
                .filter(run -> goOn(run, originId.substring(originId.indexOf('/') + 1), answers, by));
        if (moved.isEmpty()) {
            throw Problem.caller(
                    HttpStatus.CONFLICT,
                    "task.run-stopped",
                    "Expected to go on with run %s, but it does not wait for this task.".formatted(run(originId)));
        }
    }

    private boolean goOn(Run run, String visit, Map<String, Object> answers, String by) {
        int person = visit.indexOf(PERSON);
        if (person < 0) {
            try {
                return engine.getObject().answer(run, visit, answers, by);
            } catch (NotByThisPerson barred) {
                throw Problem.caller(HttpStatus.CONFLICT, "task.four-eyes", barred.getMessage() + ".");
            }
        }
        try {
            return engine.getObject().say(run, visit.substring(0, person), visit.substring(person + 1), answers, by);
        } catch (SpokenAlready once) {
            throw Problem.caller(HttpStatus.CONFLICT, "task.spoken", once.getMessage() + ".");
        }
    }

    private static String id(Run run, String visit, @Nullable String person) {
        return run.id() + "/" + visit + (person == null ? "" : PERSON + person);
    }

    private static UUID run(String originId) {
        return UUID.fromString(originId.substring(0, originId.indexOf('/')));
    }
}
