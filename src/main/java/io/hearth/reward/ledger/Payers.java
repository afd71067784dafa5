package io.hearth.reward.ledger;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Budgets that paid for awards, and get the points back when an award is undone. */
@Component
class Payers {

    private static final String BUDGET = "budget/";

    private final JdbcClient jdbc;

    Payers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks the budget that paid, before any balance is locked; where it is closed by now, the community gets them back. */
    String lock(@Nullable String contra) {
        if (contra == null || !contra.startsWith(BUDGET)) {
            return contra == null ? Line.ISSUED : contra;
        }
        boolean open = jdbc.sql("""
                select b.closed_at is null from budget_use u join reward_budget b on b.id = u.budget
                where u.budget = ? and u.member = 0 for update of u
                """)
                .param(number(contra))
                .query(Boolean.class)
                .optional()
                .orElse(false);
        return open ? contra : Line.ISSUED;
    }

    void giveBack(String contra, long points) {
        if (contra.startsWith(BUDGET)) {
            jdbc.sql("update budget_use set points = points - ? where budget = ? and member = 0")
                    .params(points, number(contra))
                    .update();
        }
    }

    private static long number(String contra) {
        return Long.parseLong(contra.substring(BUDGET.length()));
    }
}
