package io.hearth.message;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.platform.Problem;
import java.time.Clock;
import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The switch for a crisis: nothing, or nothing of one purpose, leaves until it is lifted. */
@RestController
@RequestMapping("/api/v1/messages/freezes")
class FreezeController {

    private final Freezes freezes;
    private final Dispatcher dispatcher;
    private final Audit audit;
    private final Clock clock;

    FreezeController(Freezes freezes, Dispatcher dispatcher, Audit audit, Clock clock) {
        this.freezes = freezes;
        this.dispatcher = dispatcher;
        this.audit = audit;
        this.clock = clock;
    }

    record Why(String reason) {}

    @GetMapping
    List<Freezes.Freeze> list() {
        return freezes.list();
    }

    /** {@code *} or {@code all} freezes everything. */
    @PutMapping("/{purpose}")
    @PreAuthorize("hasAnyRole('OPERATOR', 'APPROVER', 'ADMINISTRATOR')")
    @Transactional
    public List<Freezes.Freeze> freeze(@PathVariable String purpose, @RequestBody Why why) {
        var name = name(purpose);
        if (why.reason() == null || why.reason().isBlank() || why.reason().length() > 300) {
            throw Problem.caller("request.invalid", "Expected a reason of up to 300 characters.")
                    .field("reason");
        }
        var freeze = new Freezes.Freeze(name, why.reason(), Caller.current().name(), clock.instant());
        if (freezes.freeze(freeze)) {
            audit.record("message.freeze", name, null, why);
        }
        return freezes.list();
    }

    @DeleteMapping("/{purpose}")
    @PreAuthorize("hasAnyRole('OPERATOR', 'APPROVER', 'ADMINISTRATOR')")
    @Transactional
    public List<Freezes.Freeze> lift(@PathVariable String purpose) {
        var name = name(purpose);
        if (freezes.lift(name, clock.instant())) {
            audit.record("message.freeze.lift", name, null, null);
        }
        dispatcher.wake();
        return freezes.list();
    }

    private static String name(String purpose) {
        if (purpose.equals("all") || purpose.equals("*")) {
            return Freezes.EVERYTHING;
        }
        if (!purpose.matches("[a-z][a-z-]{0,31}")) {
            throw Problem.caller(
                            "request.invalid",
                            "Expected a purpose such as 'marketing', or 'all', but got '" + purpose + "'.")
                    .field("purpose");
        }
        return purpose;
    }
}
