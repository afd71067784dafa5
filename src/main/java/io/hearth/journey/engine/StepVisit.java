package io.hearth.journey.engine;

import io.hearth.journey.block.Visit;
import io.hearth.member.MemberId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;

/** A run at a step, as building blocks see it. */
record StepVisit(Run of, ActivityExecution execution, Map<String, String> fields) implements Visit {

    @Override
    public UUID run() {
        return of.id();
    }

    @Override
    public String journey() {
        return of.journey();
    }

    @Override
    public String element() {
        return execution.getActivity().getId();
    }

    @Override
    public String key() {
        return of.id() + "/" + execution.getActivityInstanceId();
    }

    @Override
    public MemberId member() {
        return of.member();
    }

    @Override
    public int entry() {
        return of.entry();
    }

    @Override
    public String community() {
        return of.community();
    }

    @Override
    public Optional<String> cause() {
        return Optional.ofNullable(of.cause());
    }

    @Override
    public Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name)).filter(value -> !value.isBlank());
    }

    @Override
    public Optional<Object> variable(String name) {
        return Optional.ofNullable(execution.getVariable(name));
    }

    @Override
    public void put(String variable, Object value) {
        execution.setVariable(variable, value);
    }
}
