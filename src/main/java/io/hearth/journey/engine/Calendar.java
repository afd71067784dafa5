package io.hearth.journey.engine;

import io.hearth.journey.engine.guard.Timing;
import java.time.Clock;
import java.util.Date;
import org.camunda.bpm.engine.impl.calendar.BusinessCalendar;
import org.camunda.bpm.engine.impl.calendar.BusinessCalendarManager;
import org.camunda.bpm.engine.task.Task;

/**
 * Sets timers by an injected clock. The engine's own calendars read a clock that is static, one for the whole JVM; with
 * these, each engine has a clock of its own, and scenarios run in virtual time beside the engine that serves.
 */
record Calendar(Clock clock) implements BusinessCalendar, BusinessCalendarManager {

    @Override
    public BusinessCalendar getBusinessCalendar(String name) {
        return this;
    }

    @Override
    public Date resolveDuedate(String description) {
        return Date.from(Timing.due(description, clock.instant()));
    }

    @Override
    public Date resolveDuedate(String description, Date start) {
        return Date.from(Timing.due(description, start.toInstant()));
    }

    @Override
    public Date resolveDuedate(String description, Task task) {
        return resolveDuedate(description);
    }
}
