package io.hearth.platform;

import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Pages of what people made, the newest first, in one community or in all. */
public final class NewestFirst {

    private NewestFirst() {}

    /** @param select from a table with the columns {@code id} and {@code community}, up to its where */
    public static <T> Page<T> page(
            JdbcClient jdbc,
            String select,
            RowMapper<T> row,
            ToLongFunction<T> id,
            @Nullable String community,
            int limit,
            @Nullable Long after) {
        var found = jdbc.sql(select + """
                where (:community::text is null or community = :community) and id < :after
                order by id desc limit :limit
                """)
                .param("community", community)
                .param("after", after == null ? Long.MAX_VALUE : after)
                .param("limit", limit + 1)
                .query(row)
                .list();
        return Page.of(found, limit, one -> Long.toString(id.applyAsLong(one)));
    }
}
