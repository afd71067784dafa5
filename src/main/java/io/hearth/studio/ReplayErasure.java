package io.hearth.studio;

import io.hearth.member.Erasure;
import io.hearth.member.MemberId;
import io.hearth.platform.Json;
import io.hearth.studio.Difference.Line;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A member who is erased is no example any more. */
@Component
class ReplayErasure implements Erasure {

    private final JdbcClient jdbc;

    ReplayErasure(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Found(UUID id, String difference) {}

    @Override
    public void erase(MemberId member) {
        jdbc.sql("select id, difference from replay where position(? in difference) > 0 for update")
                .param("\"" + member + "\"")
                .query((row, n) -> new Found(row.getObject(1, UUID.class), row.getString(2)))
                .list()
                .forEach(found -> jdbc.sql("update replay set difference = ? where id = ?")
                        .param(Json.mapper().writeValueAsString(without(member.toString(), found.difference())))
                        .param(found.id())
                        .update());
    }

    static List<Line> without(String member, String difference) {
        return Stream.of(Json.mapper().readValue(difference, Line[].class))
                .map(line -> new Line(
                        line.kind(),
                        line.what(),
                        line.name(),
                        line.published(),
                        line.draft(),
                        line.more(),
                        line.fewer(),
                        line.samples().stream()
                                .filter(sample -> !sample.member().equals(member))
                                .toList()))
                .toList();
    }
}
