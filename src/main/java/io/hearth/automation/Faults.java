package io.hearth.automation;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Tells faults that pass, such as a database that restarts, from those that the next try will meet again. */
final class Faults {

    /** Connection, transaction rollback, insufficient resources, operator's act, system error. */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "57", "58");

    private Faults() {}

    static boolean passing(Throwable fault) {
        for (Throwable at = fault; at != null; at = at.getCause()) {
            if (at instanceof TransientDataAccessException
                    || at instanceof DataAccessResourceFailureException
                    || at instanceof CannotCreateTransactionException
                    || at instanceof TransactionSystemException
                    || at instanceof SQLTransientException) {
                return true;
            }
            if (at instanceof SQLException sql && passing(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static boolean passing(@org.jspecify.annotations.Nullable String state) {
        return state != null
                && (state.equals("55P03") || state.length() >= 2 && PASSING.contains(state.substring(0, 2)));
    }
}
