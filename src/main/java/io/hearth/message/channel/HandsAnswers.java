package io.hearth.message.channel;

import io.hearth.message.HandDelivery;
import io.hearth.task.TaskOrigin;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes back what the person did, in the transaction that completes the task. */
@Component
class HandsAnswers implements TaskOrigin {

    static final String ORIGIN = "message";

    private final HandDelivery deliveries;

    HandsAnswers(HandDelivery deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public String name() {
        return ORIGIN;
    }

    @Override
    public void completed(String originId, Map<String, Object> answers, String by) {
        deliveries.done(UUID.fromString(originId), "sent".equals(answers.get("result")), proof(answers), by);
    }

    private static @Nullable String proof(Map<String, Object> answers) {
        return answers.get("proof") instanceof String proof && !proof.isBlank() ? proof : null;
    }
}
