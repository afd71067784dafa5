package io.hearth.message;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.platform.Problem;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How much may be sent: quotas of channels, which the settings say, and budgets, which people set here. */
@RestController
@RequestMapping("/api/v1/messages/budgets")
class MessageBudgetController {

    private static final int MOST = 200;
    private static final BigDecimal DEAREST = new BigDecimal("999999999999");

    private final Allowances allowances;
    private final Route route;
    private final JdbcTemplate jdbc;
    private final Audit audit;
    private final Clock clock;

    MessageBudgetController(Allowances allowances, Route route, JdbcTemplate jdbc, Audit audit, Clock clock) {
        this.allowances = allowances;
        this.route = route;
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param scope {@code purpose} or {@code templates} (a template or a folder of them); {@code channel} for a quota
     * @param period {@code day} or {@code month}, beginning at midnight UTC, or {@code total}
     * @param messages how many may be sent, if that is limited
     * @param cost what they may cost, if that is limited, in the currency of the channels' cost
     */
    record MessageBudget(
            String scope,
            String name,
            String period,
            @Nullable Long messages,
            @Nullable BigDecimal cost) {}

    record MessageBudgetUse(MessageBudget budget, long usedMessages, BigDecimal usedCost) {}

    @GetMapping
    List<MessageBudgetUse> list() {
        var now = clock.instant();
        var all = allowances.all(route.all().stream().map(Channel::name).toList());
        var spent = allowances.spent(all, now);
        return all.stream()
                .map(one -> {
                    var used = spent.getOrDefault(one.counter(now), Allowance.Spent.NOTHING);
                    return new MessageBudgetUse(
                            new MessageBudget(
                                    one.scope().label(),
                                    one.name(),
                                    one.period().label(),
                                    one.messages(),
                                    one.cost()),
                            used.messages(),
                            used.cost());
                })
                .toList();
    }

    @PutMapping
    @PreAuthorize("hasAnyRole('APPROVER', 'ADMINISTRATOR')")
    @Transactional
    public List<MessageBudgetUse> set(@RequestBody MessageBudget asked) {
        var scope = scope(asked.scope());
        var name = name(scope, asked.name());
        var period = Allowance.Period.of(String.valueOf(asked.period()))
                .orElseThrow(
                        () -> invalid("period", "Expected day, month or total, but got '" + asked.period() + "'."));
        if (asked.messages() == null && asked.cost() == null) {
            throw invalid("messages", "Expected how many messages, or what they may cost, but got neither.");
        }
        if (asked.messages() != null && asked.messages() < 0) {
            throw invalid("messages", "Expected a number of zero or more, but got " + asked.messages() + ".");
        }
        var cost = asked.cost();
        if (cost != null && (cost.signum() < 0 || cost.compareTo(DEAREST) > 0 || cost.scale() > 4)) {
            throw invalid("cost", "Expected an amount of zero or more with up to 4 decimals, but got " + cost + ".");
        }
        var known = jdbc.queryForObject("SELECT count(*) FROM message_budget", Integer.class);
        if (known != null && known >= MOST) {
            throw invalid("name", "Expected at most " + MOST + " budgets.");
        }
        jdbc.update(
                """
                INSERT INTO message_budget (scope, name, period, messages, cost, set_by, set_at) VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (scope, name) DO UPDATE SET period = excluded.period, messages = excluded.messages,
                    cost = excluded.cost, set_by = excluded.set_by, set_at = excluded.set_at
                """,
                scope.label(),
                name,
                period.label(),
                asked.messages(),
                cost,
                Caller.current().name(),
                Timestamp.from(clock.instant()));
        audit.record("message.budget", scope.label() + " " + name, null, asked);
        return list();
    }

    @DeleteMapping
    @PreAuthorize("hasAnyRole('APPROVER', 'ADMINISTRATOR')")
    @Transactional
    public List<MessageBudgetUse> lift(@RequestParam String scope, @RequestParam String name) {
        var known = scope(scope);
        if (jdbc.update("DELETE FROM message_budget WHERE scope = ? AND name = ?", known.label(), name) == 0) {
            throw Problem.notFound("budget", known.label() + " " + name);
        }
        audit.record("message.budget.lift", known.label() + " " + name, null, null);
        return list();
    }

    private static Allowance.Scope scope(@Nullable String label) {
        return Optional.ofNullable(label)
                .flatMap(Allowance.Scope::of)
                .filter(scope -> scope != Allowance.Scope.CHANNEL)
                .orElseThrow(() -> invalid("scope", "Expected purpose or templates, but got '" + label + "'."));
    }

    private static String name(Allowance.Scope scope, @Nullable String name) {
        var pattern = scope == Allowance.Scope.PURPOSE ? "[a-z][a-z-]{0,31}" : "[a-z0-9][a-z0-9_/-]{0,99}";
        if (name == null || !name.matches(pattern)) {
            throw invalid(
                    "name",
                    "Expected "
                            + (scope == Allowance.Scope.PURPOSE
                                    ? "a purpose such as 'marketing'"
                                    : "a folder such as 'promotion'")
                            + ", but got '" + name + "'.");
        }
        return name;
    }

    private static Problem invalid(String field, String why) {
        return Problem.caller("request.invalid", why).field(field);
    }
}
