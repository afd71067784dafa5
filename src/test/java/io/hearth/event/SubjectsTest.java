package io.hearth.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hearth.HearthTest;
import io.hearth.member.Aliases;
import io.hearth.member.Identity;
import io.hearth.member.Members;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

@HearthTest
class SubjectsTest {

    @Autowired
    Members members;

    @Autowired
    Aliases aliases;

    @Autowired
    Partitions partitions;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void tellsEventsOfNoMemberWhoWasNotCommitted() {
        var identity = new Identity("test", "subject-" + UUID.randomUUID());
        var pending = new Pending(new NewEvent(
                "test",
                UUID.randomUUID().toString(),
                "post.created",
                Instant.parse("2026-03-14T01:02:03Z"),
                identity,
                null,
                "running-club",
                null,
                new byte[] {'{', '}'},
                null,
                0,
                Effects.ALL));

        assertThatThrownBy(() -> subjects(new Uncommitted(transactions)).resolveAlone(List.of(pending)))
                .isInstanceOf(TransactionSystemException.class);
        assertThat(pending.unknown()).isTrue();
        assertThat(members.find(Set.of(identity))).isEmpty();

        subjects(transactions).resolveAlone(List.of(pending));
        assertThat(pending.member()).isEqualTo(members.find(Set.of(identity)).get(identity));
    }

    private Subjects subjects(PlatformTransactionManager with) {
        return new Subjects(members, aliases, partitions, jdbc, new TransactionTemplate(with));
    }

    /** The line to the database breaks where it should commit. */
    private record Uncommitted(PlatformTransactionManager real) implements PlatformTransactionManager {

        @Override
        public TransactionStatus getTransaction(TransactionDefinition definition) {
            return real.getTransaction(definition);
        }

        @Override
        public void commit(TransactionStatus status) {
            real.rollback(status);
            throw new TransactionSystemException("the line broke");
        }

        @Override
        public void rollback(TransactionStatus status) {
            if (!status.isCompleted()) {
                real.rollback(status);
            }
        }
    }
}
