package io.hearth.fault.node;

/** The statements that keep a server from committing what another one has taken over, without what makes them do so. */
final class Unfenced {

    private static final String MATCHES = "AND h.token = w.token AND h.position = w.position";
    private static final String OWNED = "WHERE h.owner = ? AND h.lease_until > clock_timestamp()";
    private static final String CHECKED = "owner = ? AND token = ? AND lease_until > clock_timestamp()";

    private Unfenced() {}

    static String statement(String sql) {
        if (!sql.contains("log_lease")) {
            return sql;
        }
        return sql.replace(MATCHES, "")
                .replace(OWNED, "WHERE ?::text IS NOT NULL")
                .replace(CHECKED, "?::text IS NOT NULL AND ?::bigint IS NOT NULL");
    }
}
