package io.hearth.event;

import io.hearth.member.Aliases;
import io.hearth.member.Members;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.BitSet;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The heads of the partitions: the next position of each, and whether identities moved since this node looked. */
@Component
class LogHeads {

    private final JdbcTemplate jdbc;
    private final Members members;
    private final Aliases aliases;
    private final long[] epochs;

    LogHeads(JdbcTemplate jdbc, Members members, Aliases aliases, Partitions partitions) {
        this.jdbc = jdbc;
        this.members = members;
        this.aliases = aliases;
        epochs = new long[partitions.count()];
        jdbc.query("SELECT partition, epoch FROM log_head", row -> {
            epochs[row.getInt(1)] = row.getLong(2);
        });
    }

    /** Locks heads, always in the same order, until the transaction ends. */
    long[] lock(Connection connection, BitSet wanted) throws SQLException {
        var positions = new long[epochs.length];
        boolean moved = false;
        try (var select = connection.prepareStatement(
                "SELECT partition, next_position, epoch FROM log_head WHERE partition = ANY (?) ORDER BY partition FOR UPDATE")) {
            select.setObject(1, shorts(wanted));
            var rows = select.executeQuery();
            while (rows.next()) {
                int partition = rows.getInt(1);
                positions[partition] = rows.getLong(2);
                moved |= noticed(partition, rows.getLong(3));
            }
        }
        if (moved) {
            throw new IdentitiesMoved();
        }
        return positions;
    }

    void move(Connection connection, BitSet wanted, long[] positions) throws SQLException {
        try (var update = connection.prepareStatement("""
                UPDATE log_head h SET next_position = n.position
                FROM unnest(?, ?) AS n (partition, position) WHERE h.partition = n.partition
                """)) {
            update.setObject(1, shorts(wanted));
            update.setObject(2, wanted.stream().mapToLong(p -> positions[p]).toArray());
            update.executeUpdate();
        }
    }

    /** The last position of each partition, committed by whichever node. */
    long[] last() {
        var positions = new long[epochs.length];
        jdbc.query("SELECT partition, next_position - 1 FROM log_head", row -> {
            positions[row.getInt(1)] = row.getLong(2);
        });
        return positions;
    }

    /** Makes all appenders look this partition's identities up anew, once the caller's transaction commits. */
    void identitiesMoved(int partition) {
        jdbc.update("UPDATE log_head SET epoch = epoch + 1 WHERE partition = ?", partition);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                jdbc.query(
                        "SELECT epoch FROM log_head WHERE partition = ?",
                        row -> {
                            noticed(partition, row.getLong(1));
                        },
                        partition);
            }
        });
    }

    /** Looks anew first, so that whoever finds the epoch known finds what it stands for. */
    private boolean noticed(int partition, long epoch) {
        synchronized (epochs) {
            if (epochs[partition] == epoch) {
                return false;
            }
        }
        aliases.refresh();
        members.lookAnew();
        synchronized (epochs) {
            epochs[partition] = epoch;
        }
        return true;
    }

    private static short[] shorts(BitSet wanted) {
        var partitions = new short[wanted.cardinality()];
        int n = 0;
        for (int p = wanted.nextSetBit(0); p >= 0; p = wanted.nextSetBit(p + 1)) {
            partitions[n++] = (short) p;
        }
        return partitions;
    }

    /** The identities of these events must be looked up again, in a new transaction: a fault that passes. */
    static final class IdentitiesMoved extends ConcurrencyFailureException {

        private static final long serialVersionUID = 1L;

        IdentitiesMoved() {
            super("Expected to append events, but identities were erased or moved meanwhile; look them up again");
        }
    }
}
