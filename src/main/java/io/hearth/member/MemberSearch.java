package io.hearth.member;

import io.hearth.platform.Page;
import io.hearth.platform.Parameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds members, the newest first, with what all packages have to say about them. */
@Repository
class MemberSearch {

    private final JdbcClient sql;
    private final IdentityTable identities;
    private final Aliases aliases;
    private final List<MemberFilter> filters;
    private final List<MemberColumns> columns;

    MemberSearch(
            JdbcClient sql,
            IdentityTable identities,
            Aliases aliases,
            List<MemberFilter> filters,
            List<MemberColumns> columns) {
        this.sql = sql;
        this.aliases = aliases;
        this.identities = identities;
        this.filters = filters;
        this.columns = columns;
    }

    /** The parameters that narrow the list. */
    Set<String> parameters() {
        var names = new TreeSet<>(Set.of("query", "community"));
        filters.forEach(filter -> names.add(filter.parameter()));
        return names;
    }

    /** The longest value of a parameter, in bytes. */
    int longest(String parameter) {
        return filters.stream()
                .filter(filter -> filter.parameter().equals(parameter))
                .mapToInt(MemberFilter::longest)
                .findFirst()
                .orElse(400);
    }

    Page<Map<String, Object>> search(Map<String, String> asked, @Nullable String after, int limit) {
        var query = new StringBuilder("SELECT m.id, m.name FROM member m WHERE m.erased_at IS NULL"
                + " AND NOT EXISTS (SELECT FROM identity_merge g WHERE g.alias = m.id AND g.undone_at IS NULL)");
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("community", asked.get("community"));
        for (var filter : filters) {
            if (asked.containsKey(filter.parameter())) {
                query.append(" AND (").append(filter.condition()).append(")");
                values.put(filter.parameter(), asked.get(filter.parameter()));
            }
        }
        var text = asked.getOrDefault("query", "").strip();
        if (!text.isEmpty()) {
            query.append(" AND ").append(matching(text, values));
        }
        if (after != null) {
            query.append(" AND m.id < :after");
            values.put(
                    "after", Parameters.parsed("after", after, MemberId::parse).value());
        }
        query.append(" ORDER BY m.id DESC LIMIT :limit");
        values.put("limit", limit + 1);
        var found = sql.sql(query.toString())
                .params(values)
                .query((row, n) -> item(new MemberId(row.getLong(1)), row.getString(2)))
                .list();
        var page = Page.of(found, limit, item -> String.valueOf(item.get("id")));
        complete(page.items(), asked.get("community"));
        return page;
    }

    /** A member's number, the beginning of a name or of an external id, or a whole identity. */
    private static String matching(String text, Map<String, @Nullable Object> values) {
        var begins = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
        values.put("begins", begins);
        values.put("text", text);
        values.put("number", number(text));
        return """
            (m.id = :number OR lower(m.name) LIKE lower(:begins)
             OR m.id IN (SELECT current_member(i.member_id) FROM identity i WHERE i.external_id LIKE :begins
                         UNION SELECT current_member(i.member_id) FROM identity i WHERE i.platform = split_part(:text, ':', 1)
                               AND i.external_id = substr(:text, strpos(:text, ':') + 1)))
            """;
    }

    private static long number(String text) {
        try {
            return MemberId.parse(text).value();
        } catch (IllegalArgumentException e) {
            return -1;
        }
    }

    private void complete(List<Map<String, Object>> items, @Nullable String community) {
        Map<MemberId, Map<String, Object>> byMember = new LinkedHashMap<>();
        items.forEach(item -> byMember.put((MemberId) item.get("id"), item));
        var named = identities.of(aliases.groups(byMember.keySet()));
        byMember.forEach((member, item) -> item.put(
                "identities",
                aliases.group(member).stream()
                        .flatMap(number -> named.getOrDefault(number, List.of()).stream())
                        .toList()));
        for (var more : columns) {
            more.columns(new ArrayList<>(byMember.keySet()), community).forEach((member, values) -> {
                var item = byMember.get(member);
                if (item != null) {
                    item.putAll(values);
                }
            });
        }
    }

    private static Map<String, Object> item(MemberId member, @Nullable String name) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("id", member);
        item.put("name", name == null ? "" : name);
        return item;
    }
}
