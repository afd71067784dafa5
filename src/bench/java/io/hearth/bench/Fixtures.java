package io.hearth.bench;

import io.hearth.member.activity.Collected;
import io.hearth.member.activity.Collected.Need;
import io.hearth.member.activity.StoredActivity;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import org.postgresql.PGConnection;

/** Members that are there before the measurement begins, loaded by COPY into the server's own tables. */
final class Fixtures {

    static final int MEMBERS = Integer.getInteger("hearth.bench.members", 100_000);
    static final long FIRST = 1_000_000;

    private final Server server;

    Fixtures(Server server) {
        this.server = server;
    }

    void load() throws Exception {
        server.run(
                """
                insert into community (slug, name_zh, name_en, join_policy, zone, created_at)
                values ('bench', '基准', 'Bench', 'OPEN', 'Asia/Shanghai', now()) on conflict do nothing
                """);
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        copy("member (id, created_at)", member -> member + "\t" + now);
        copy(
                "identity (platform, external_id, member_id, since)",
                member -> "bench\tu" + (member - FIRST) + "\t" + member + "\t" + now);
        copy(
                "membership (community, member_id, status, role, joined_at, changed_at)",
                member -> "bench\t" + member + "\tACTIVE\tmember\t" + now.minusSeconds(8_640_000) + "\t" + now);
        copy("standing (member, community, points)", member -> member + "\tbench\t0");
        var needs = StandardContent.types().stream()
                .map(type -> new Need(type, null, 30))
                .toList();
        var collected = new Collected(needs);
        var states = new String[StandardContent.TYPES];
        for (int i = 0; i < states.length; i++) {
            var types = List.of(
                    StandardContent.type(i),
                    StandardContent.type((i + 3) % StandardContent.TYPES),
                    StandardContent.type((i + 7) % StandardContent.TYPES));
            states[i] = HexFormat.of().formatHex(StoredActivity.of(types, 4, now, collected));
        }
        copy(
                "activity (member, community, state)",
                member -> member + "\tbench\t\\\\x" + states[(int) (member % states.length)]);
        server.run("vacuum analyze");
    }

    private interface Row {
        String of(long member);
    }

    private void copy(String into, Row row) throws SQLException {
        try (var connection = server.connect()) {
            var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + into + " from stdin");
            var buffer = new ByteArrayOutputStream();
            for (long member = FIRST; member < FIRST + MEMBERS; member++) {
                buffer.writeBytes((row.of(member) + "\n").getBytes(StandardCharsets.UTF_8));
                if (buffer.size() > 65_536) {
                    copy.writeToCopy(buffer.toByteArray(), 0, buffer.size());
                    buffer.reset();
                }
            }
            copy.writeToCopy(buffer.toByteArray(), 0, buffer.size());
            copy.endCopy();
        }
    }
}
