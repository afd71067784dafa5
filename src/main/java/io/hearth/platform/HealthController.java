package io.hearth.platform;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the server is well, for load balancers on the main port; details are on the management port. */
@RestController
@Hidden
class HealthController {

    private final HealthEndpoint health;

    HealthController(HealthEndpoint health) {
        this.health = health;
    }

    @GetMapping("/actuator/health")
    ResponseEntity<Map<String, String>> health() {
        var status = health.health().getStatus();
        boolean down = status.equals(Status.DOWN) || status.equals(Status.OUT_OF_SERVICE);
        return ResponseEntity.status(down ? 503 : 200).body(Map.of("status", status.getCode()));
    }
}
