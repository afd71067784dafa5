package io.hearth.reward.ledger;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.event.KnownCommunities;
import io.hearth.platform.Problem;
import io.hearth.reward.Expect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The books of a community, their proof, and how its points behave. */
@RestController
@RequestMapping("/api/v1")
class LedgerController {

    private static final int CHECKS = 30;

    private final Ledger ledger;
    private final LedgerCheck check;
    private final Policies policies;
    private final KnownCommunities communities;
    private final Audit audit;
    private final TransactionTemplate transaction;

    LedgerController(
            Ledger ledger,
            LedgerCheck check,
            Policies policies,
            KnownCommunities communities,
            Audit audit,
            TransactionTemplate transaction) {
        this.ledger = ledger;
        this.check = check;
        this.policies = policies;
        this.communities = communities;
        this.audit = audit;
        this.transaction = transaction;
    }

    record WantedPolicy(
            @Nullable Integer holdDays,
            @Nullable Integer expireAfterDays,
            @Nullable Boolean transfers) {}

    /** What each account of a community adds up to. */
    @GetMapping("/ledger/accounts")
    Map<String, Long> accounts(@RequestParam String community) {
        return ledger.accounts(community);
    }

    /** The last proofs, the newest first. */
    @GetMapping("/ledger/checks")
    List<LedgerCheck.Result> checks() {
        return check.list(CHECKS);
    }

    /** Proves now that the books add up. */
    @PostMapping("/ledger/checks")
    @PreAuthorize("hasAnyRole('OPERATOR', 'ADMINISTRATOR')")
    LedgerCheck.Result check() {
        return check.check();
    }

    @GetMapping("/reward-policies/{community}")
    Policy policy(@PathVariable String community) {
        known(community);
        return policies.of(community);
    }

    /** Changes how points behave that are earned from now on. */
    @PutMapping("/reward-policies/{community}")
    @PreAuthorize("hasRole('MARKETER')")
    Policy change(@PathVariable String community, @RequestBody WantedPolicy wanted) {
        known(community);
        var policy = new Policy(
                community,
                (int) Expect.number("holdDays", wanted.holdDays() == null ? 0L : wanted.holdDays(), 0, 365),
                wanted.expireAfterDays() == null
                        ? null
                        : (int) Expect.number(
                                "expireAfterDays", wanted.expireAfterDays().longValue(), 1, 3650),
                Optional.ofNullable(wanted.transfers()).orElse(false));
        transaction.executeWithoutResult(status -> {
            audit.record("reward-policy.changed", community, policies.of(community), policy);
            policies.change(policy, Caller.current().name());
        });
        return policies.of(community);
    }

    private void known(String community) {
        if (!communities.knows(community)) {
            throw Problem.notFound("community", community);
        }
    }
}
