package io.hearth.event;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Which partitions this node decides. Nodes share them evenly as they join, leave and die; all times are the
 * database's, so that nodes needn't agree on a clock.
 */
@Service
public class Leases implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Leases.class);

    /** Thrown where another node took over; the transaction must roll back. */
    public static final class LeaseLost extends RuntimeException {
        LeaseLost(Lease lease) {
            super("Expected to commit work on partition " + lease.partition() + ", but its lease with token "
                    + lease.token() + " is over");
        }
    }

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final EventTail tail;
    private final String node;
    private final double seconds;
    private final Map<Integer, Lease> held = new ConcurrentHashMap<>();
    private volatile boolean running;
    private volatile @org.jspecify.annotations.Nullable Thread thread;

    @org.springframework.beans.factory.annotation.Autowired
    Leases(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            EventTail tail,
            EventProperties properties,
            Partitions partitions) {
        this(jdbc, transaction, tail, properties, UUID.randomUUID().toString());
        Objects.requireNonNull(partitions);
    }

    Leases(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            EventTail tail,
            EventProperties properties,
            String node) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.tail = tail;
        this.seconds = properties.lease().toMillis() / 1000.0;
        this.node = node;
    }

    public String node() {
        return node;
    }

    /** What this node owns, as it last looked. */
    public List<Lease> held() {
        return held.values().stream()
                .sorted(Comparator.comparingInt(Lease::partition))
                .toList();
    }

    public Optional<Lease> held(int partition) {
        return Optional.ofNullable(held.get(partition));
    }

    /**
     * Notes how far a partition is decided. The last statement before the commit: it locks the lease until then, and
     * throws if the lease is no longer this node's or somebody moved on already.
     */
    public Lease advance(Lease lease, long position) {
        return advance(Map.of(lease, position)).get(0);
    }

    /** As above, for several partitions at once; all or none. */
    public List<Lease> advance(Map<Lease, Long> positions) {
        var leases = List.copyOf(positions.keySet());
        int own = jdbc.update(
                """
                UPDATE log_lease l SET position = w.next
                FROM (
                    SELECT h.partition, w.next FROM unnest(?::int[], ?::bigint[], ?::bigint[], ?::bigint[])
                        AS w (partition, token, position, next)
                    JOIN log_lease h ON h.partition = w.partition AND h.token = w.token AND h.position = w.position
                    WHERE h.owner = ? AND h.lease_until > clock_timestamp()
                    ORDER BY h.partition FOR UPDATE OF h
                ) AS w
                WHERE l.partition = w.partition
                """,
                leases.stream().mapToInt(Lease::partition).toArray(),
                leases.stream().mapToLong(Lease::token).toArray(),
                leases.stream().mapToLong(Lease::position).toArray(),
                leases.stream().mapToLong(lease -> next(positions, lease)).toArray(),
                node);
        if (own != leases.size()) {
            throw new LeaseLost(leases.get(0));
        }
        return leases.stream()
                .map(lease -> new Lease(lease.partition(), next(positions, lease), lease.token()))
                .toList();
    }

    private static long next(Map<Lease, Long> positions, Lease lease) {
        return Objects.requireNonNull(positions.get(lease));
    }

    /** As {@link #advance}, without moving: for work that reads no events. */
    public void check(Lease lease) {
        var own = jdbc.queryForList("""
                SELECT partition FROM log_lease
                WHERE partition = ? AND owner = ? AND token = ? AND lease_until > clock_timestamp() FOR SHARE
                """, Integer.class, lease.partition(), node, lease.token());
        if (own.isEmpty()) {
            throw new LeaseLost(lease);
        }
    }

    /** As above, for several partitions at once. */
    public void check(List<Lease> leases) {
        int own = jdbc.queryForList(
                        """
                        SELECT l.partition FROM unnest(?::int[], ?::bigint[]) AS w (partition, token)
                        JOIN log_lease l ON l.partition = w.partition AND l.token = w.token
                        WHERE l.owner = ? AND l.lease_until > clock_timestamp()
                        ORDER BY l.partition FOR SHARE OF l
                        """,
                        Integer.class,
                        leases.stream().mapToInt(Lease::partition).toArray(),
                        leases.stream().mapToLong(Lease::token).toArray(),
                        node)
                .size();
        if (own != leases.size()) {
            throw new LeaseLost(leases.get(0));
        }
    }

    /** Looks at the leases anew, after a commit or a loss. */
    public void refresh() {
        var now = jdbc.query(
                "SELECT partition, position, token FROM log_lease WHERE owner = ? AND lease_until > clock_timestamp()",
                (row, n) -> new Lease(row.getInt(1), row.getLong(2), row.getLong(3)),
                node);
        held.keySet().retainAll(now.stream().map(Lease::partition).toList());
        now.forEach(lease -> held.put(lease.partition(), lease));
    }

    /** Shows a sign of life, gives up what is too much, and takes what is free. */
    void tick() {
        transaction.executeWithoutResult(status -> {
            jdbc.update("""
                    INSERT INTO log_node (node, seen_until) VALUES (?, clock_timestamp() + make_interval(secs => ?))
                    ON CONFLICT (node) DO UPDATE SET seen_until = excluded.seen_until
                    """, node, seconds);
            jdbc.update("DELETE FROM log_node WHERE seen_until < clock_timestamp()");
        });
        jdbc.update("""
                UPDATE log_lease l SET lease_until = clock_timestamp() + make_interval(secs => ?)
                FROM (
                    SELECT partition FROM log_lease WHERE owner = ? AND lease_until > clock_timestamp()
                    ORDER BY partition FOR UPDATE
                ) AS mine
                WHERE l.partition = mine.partition
                """, seconds, node);
        int share = share();
        giveUp(share);
        take(share);
        refresh();
    }

    private int share() {
        return Objects.requireNonNull(jdbc.queryForObject("""
                SELECT ceil((SELECT count(*) FROM log_lease)::numeric
                            / greatest(1, (SELECT count(*) FROM log_node WHERE seen_until > clock_timestamp())))
                """, Integer.class));
    }

    /** First out of sight, so that no new batch begins; one under way ends first, or finds its lease gone. */
    private void giveUp(int share) {
        held().stream().skip(share).forEach(lease -> {
            held.remove(lease.partition());
            jdbc.update(
                    "UPDATE log_lease SET owner = NULL, lease_until = '-infinity' WHERE partition = ? AND owner = ?",
                    lease.partition(),
                    node);
            tail.clear(lease.partition());
        });
    }

    private void take(int share) {
        int taken = jdbc.update("""
                WITH mine AS (
                    SELECT count(*) AS n FROM log_lease WHERE owner = ? AND lease_until > clock_timestamp()
                ), free AS (
                    SELECT partition FROM log_lease WHERE lease_until <= clock_timestamp()
                    ORDER BY partition LIMIT greatest(0, ? - (SELECT n FROM mine)) FOR UPDATE SKIP LOCKED
                )
                UPDATE log_lease l SET owner = ?, token = token + 1,
                    lease_until = clock_timestamp() + make_interval(secs => ?)
                FROM free WHERE l.partition = free.partition
                """, node, share, node, seconds);
        if (taken > 0) {
            log.info("Took {} partitions of the log", taken);
        }
    }

    @Override
    public void start() {
        running = true;
        var living = new Thread(this::live, "event-leases");
        living.setDaemon(true);
        thread = living;
        living.start();
    }

    private void live() {
        while (running) {
            try {
                tick();
            } catch (RuntimeException fault) {
                log.warn("Expected to renew the leases of the log, but {}", fault.toString());
            }
            java.util.concurrent.locks.LockSupport.parkNanos((long) (seconds / 5 * 1_000_000_000L));
        }
    }

    /** Others needn't wait for the leases to run out. */
    @Override
    public void stop() {
        running = false;
        var living = thread;
        if (living != null) {
            java.util.concurrent.locks.LockSupport.unpark(living);
            try {
                living.join(5_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        held.clear();
        jdbc.update("UPDATE log_lease SET owner = NULL, lease_until = '-infinity' WHERE owner = ?", node);
        jdbc.update("DELETE FROM log_node WHERE node = ?", node);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
