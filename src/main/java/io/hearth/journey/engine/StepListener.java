package io.hearth.journey.engine;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityBehavior;

/** Tells the turn which steps begin and finish, and clears away what a step waited for. */
enum StepListener implements ExecutionListener {
    BEGIN {
        @Override
        public void notify(DelegateExecution execution) {
            Turn.current().begin(execution.getActivityInstanceId(), execution.getCurrentActivityId());
        }
    },
    FINISH {
        @Override
        public void notify(DelegateExecution execution) {
            var entity = (ExecutionEntity) execution;
            ActivityBehavior behavior = entity.getActivity().getActivityBehavior();
            if (behavior instanceof WaitBehavior wait) {
                wait.left(entity);
            } else if (behavior instanceof PersonBehavior person) {
                person.left(entity);
            } else if (behavior instanceof SeveralBehavior several) {
                several.left(entity);
            }
            Turn.current()
                    .finish(
                            execution.getActivityInstanceId(),
                            execution.getCurrentActivityId(),
                            execution.isCanceled());
        }
    },
    REACH_END {
        @Override
        public void notify(DelegateExecution execution) {
            Turn.current().reachEnd(execution.getCurrentActivityId());
        }
    },
    END_RUN {
        @Override
        public void notify(DelegateExecution execution) {
            Turn.current().end(((ExecutionEntity) execution).getDeleteReason());
        }
    }
}
