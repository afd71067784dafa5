package io.hearth.collaboration;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.platform.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What we and partners do for each other without money. */
@RestController
@RequestMapping("/api/v1/partners/{id}/swaps")
class SwapController {

    private static final int LONGEST = 200;

    private final PartnerTable partners;
    private final Swaps swaps;
    private final Audit audit;
    private final TransactionTemplate transaction;

    SwapController(PartnerTable partners, Swaps swaps, Audit audit, TransactionTemplate transaction) {
        this.partners = partners;
        this.swaps = swaps;
        this.audit = audit;
        this.transaction = transaction;
    }

    record Ledger(Swaps.Balance balance, List<Swaps.Swap> items) {}

    /** @param side {@code given} by us, or {@code received} from the partner */
    record NewSwap(
            @NotNull String side,
            @NotNull String what,
            long worth,
            @Nullable LocalDate due) {}

    record Done(@NotNull LocalDate on) {}

    @GetMapping
    @PreAuthorize(PartnerController.MAY_SEE)
    Ledger list(@PathVariable String id) {
        return ledger(find(id));
    }

    @PostMapping
    @PreAuthorize(PartnerController.MAY_CHANGE)
    @ResponseStatus(HttpStatus.CREATED)
    Ledger record(@PathVariable String id, @Valid @RequestBody NewSwap asked) {
        var partner = find(id);
        demand(Set.of("given", "received").contains(asked.side()), "side", "given or received");
        demand(
                !asked.what().isBlank() && asked.what().length() <= LONGEST,
                "what",
                "a text of up to " + LONGEST + " characters");
        demand(asked.worth() >= 0 && asked.worth() <= Plan.DEAREST, "worth", "an amount from 0 to " + Plan.DEAREST);
        return Objects.requireNonNull(transaction.execute(status -> {
            swaps.record(
                    partner,
                    asked.side(),
                    asked.what(),
                    asked.worth(),
                    asked.due(),
                    Caller.current().name());
            audit.record(
                    "partner.swap-recorded",
                    "partner " + partner,
                    null,
                    Map.of("side", asked.side(), "worth", asked.worth()));
            return ledger(partner);
        }));
    }

    /** Says that one side has done what it promised. */
    @PostMapping("/{swap}/done")
    @PreAuthorize(PartnerController.MAY_CHANGE)
    Ledger done(@PathVariable String id, @PathVariable String swap, @Valid @RequestBody Done done) {
        var partner = find(id);
        return Objects.requireNonNull(transaction.execute(status -> {
            if (!swap.matches("[1-9]\\d{0,17}")
                    || !swaps.done(
                            partner,
                            Long.parseLong(swap),
                            done.on(),
                            Caller.current().name())) {
                throw Problem.caller(
                        HttpStatus.CONFLICT,
                        "partner.swap",
                        "Expected swap %s of partner %d to be open, but there is none, or it is done."
                                .formatted(swap, partner));
            }
            audit.record("partner.swap-done", "partner " + partner, null, Map.of("swap", swap));
            return ledger(partner);
        }));
    }

    private Ledger ledger(long partner) {
        return new Ledger(swaps.balance(partner), swaps.of(partner));
    }

    private long find(String id) {
        if (!id.matches("[1-9]\\d{0,17}")) {
            throw Problem.notFound("partner", id);
        }
        return partners.find(Long.parseLong(id))
                .orElseThrow(() -> Problem.notFound("partner", id))
                .id();
    }

    private static void demand(boolean so, String field, String expected) {
        if (!so) {
            throw Problem.caller("partner.swap", "Expected " + expected + ".").field(field);
        }
    }
}
