package io.hearth.task;

import io.hearth.member.Follows;
import io.hearth.member.Kept;
import io.hearth.member.Merge;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Work about a member follows the member. */
@Component
@Order(40)
class MergedTasks implements Follows {

    private static final String KIND = "task";

    private final JdbcTemplate jdbc;
    private final Kept kept;

    MergedTasks(JdbcTemplate jdbc, Kept kept) {
        this.jdbc = jdbc;
        this.kept = kept;
    }

    @Override
    public void merged(Merge merge) {
        kept.keep(
                merge,
                KIND,
                jdbc.queryForList(
                        "UPDATE task SET member = ? WHERE member = ? RETURNING id::text",
                        String.class,
                        merge.member().value(),
                        merge.alias().value()));
    }

    @Override
    public void unmerged(Merge merge) {
        jdbc.update(
                "UPDATE task SET member = ? WHERE id = ANY (?::uuid[]) AND member = ?",
                merge.alias().value(),
                kept.ids(merge, KIND).toArray(String[]::new),
                merge.member().value());
    }
}
