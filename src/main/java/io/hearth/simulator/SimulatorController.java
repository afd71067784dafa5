package io.hearth.simulator;

import io.hearth.platform.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows and sets the speed of the simulator; absent where it is off. */
@RestController
@RequestMapping("/api/v1/simulator")
@ConditionalOnProperty("hearth.simulator.enabled")
class SimulatorController {

    private final SimulatorRunner runner;

    SimulatorController(SimulatorRunner runner) {
        this.runner = runner;
    }

    @GetMapping
    SimulatorState state() {
        return simulator().state();
    }

    @PatchMapping
    @PreAuthorize("hasAnyRole('OPERATOR', 'ADMINISTRATOR', 'MARKETER')")
    SimulatorState change(@RequestBody Change change) {
        var speed = Optional.ofNullable(change.eventsPerSecond());
        if (speed.filter(s -> !(s >= 0 && s <= SimulatorSettings.FASTEST)).isPresent()) {
            throw Problem.caller(
                            HttpStatus.BAD_REQUEST,
                            "simulator.speed",
                            "Expected eventsPerSecond between 0 and 500, but got " + change.eventsPerSecond())
                    .field("eventsPerSecond");
        }
        return simulator().change(Optional.ofNullable(change.running()), speed);
    }

    private Simulator simulator() {
        return runner.simulator()
                .orElseThrow(() -> Problem.dependency(
                        "simulator.starting", "Expected the simulator to run, but the server is still starting."));
    }

    /** What is absent stays as it is. */
    record Change(@Nullable Boolean running, @Nullable Double eventsPerSecond) {}
}
