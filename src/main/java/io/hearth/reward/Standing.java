package io.hearth.reward;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a member has in a community; badges whatever their levels. */
public record Standing(long points, @Nullable String level, List<String> badges) {

    public static final Standing NOTHING = new Standing(0, null, List.of());

    static Standing read(ResultSet row) throws SQLException {
        return new Standing(
                row.getLong("points"),
                row.getString("level"),
                Arrays.stream((String[]) row.getArray("badges").getArray())
                        .filter(word -> word.indexOf('/') < 0)
                        .toList());
    }
}
