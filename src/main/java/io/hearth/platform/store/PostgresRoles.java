package io.hearth.platform.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * The database and its roles in an embedded PostgreSQL, and proof of what the server promises.
 *
 * <p>{@code hearth_owner} owns the schema and migrates it; {@code hearth_app} is what the running server works as, and may
 * neither change the schema nor alter the audit.
 */
final class PostgresRoles {

    static final String DATABASE = "hearth";
    static final String OWNER = "hearth_owner";
    static final String APPLICATION = "hearth_app";

    private final int port;
    private final Passwords passwords;
    private final Path cluster;

    PostgresRoles(int port, Passwords passwords, Path cluster) {
        this.port = port;
        this.passwords = passwords;
        this.cluster = cluster;
    }

    /** How to reach the prepared database. */
    record Access(int port, String version, String ownerPassword, String applicationPassword) {
        String url() {
            return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
        }
    }

    Access prepare() {
        try (var connection = connect("postgres")) {
            verify(connection);
            createRole(connection, OWNER);
            createRole(connection, APPLICATION);
            if (isMissing(connection, "SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
                run(connection, "CREATE DATABASE " + DATABASE + " OWNER " + OWNER);
                run(connection, "REVOKE ALL ON DATABASE " + DATABASE + " FROM PUBLIC");
                run(connection, "GRANT CONNECT, TEMPORARY ON DATABASE " + DATABASE + " TO " + APPLICATION);
            }
            return new Access(
                    port, value(connection, "SHOW server_version"), passwords.of(OWNER), passwords.of(APPLICATION));
        } catch (SQLException | IOException fault) {
            throw new StoreUnavailable(
                    "Expected to prepare PostgreSQL on port " + port + ", but " + fault.getMessage(), fault);
        }
    }

    /** Nobody else's server, no shortcut in durability, no way in without a password. */
    private void verify(Connection connection) throws SQLException, IOException {
        var runsOn = Path.of(value(connection, "SHOW data_directory"));
        if (!Files.isSameFile(runsOn, cluster)) {
            throw new StoreUnavailable("Expected PostgreSQL on port " + port + " to run on " + cluster
                    + ", but it runs on " + runsOn + ".");
        }
        for (var promise : PostgresConfiguration.DURABILITY.entrySet()) {
            require(promise.getKey(), promise.getValue(), value(connection, "SHOW " + promise.getKey()));
        }
        require(
                "rules for log-in without a password",
                "0",
                value(connection, "SELECT count(*) FROM pg_hba_file_rules WHERE auth_method <> 'scram-sha-256'"));
    }

    private void require(String name, String expected, String found) {
        if (!expected.equals(found)) {
            throw new StoreUnavailable("Expected PostgreSQL in " + cluster + " to have " + name + " = " + expected
                    + ", but it has " + found
                    + ". Look for other settings in its postgresql.conf, postgresql.auto.conf and pg_hba.conf.");
        }
    }

    private void createRole(Connection connection, String role) throws SQLException {
        if (isMissing(connection, "SELECT 1 FROM pg_roles WHERE rolname = '" + role + "'")) {
            run(connection, "CREATE ROLE " + role + " LOGIN PASSWORD '" + passwords.of(role) + "'");
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?connectTimeout=5&loginTimeout=10",
                "postgres",
                passwords.of("postgres"));
    }

    private static boolean isMissing(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return !rows.next();
        }
    }

    private static String value(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
