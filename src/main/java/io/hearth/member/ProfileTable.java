package io.hearth.member;

import io.hearth.platform.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Names, contacts and attributes in the table of members, read and written in sets. */
@Repository
class ProfileTable {

    private static final String LOAD = """
            SELECT id, name, email, phone, language, zone, attributes
            FROM member WHERE id = ANY (?) AND erased_at IS NULL
            """;

    private static final String APPLY = """
            UPDATE member m SET
                name = CASE WHEN jsonb_exists(c.contacts, 'name') THEN c.contacts ->> 'name' ELSE m.name END,
                email = CASE WHEN jsonb_exists(c.contacts, 'email') THEN c.contacts ->> 'email' ELSE m.email END,
                phone = CASE WHEN jsonb_exists(c.contacts, 'phone') THEN c.contacts ->> 'phone' ELSE m.phone END,
                language = CASE WHEN jsonb_exists(c.contacts, 'language') THEN c.contacts ->> 'language' ELSE m.language END,
                zone = CASE WHEN jsonb_exists(c.contacts, 'zone') THEN c.contacts ->> 'zone' ELSE m.zone END,
                attributes = jsonb_strip_nulls(m.attributes || c.attributes)
            FROM (SELECT id, contacts::jsonb, attributes::jsonb FROM unnest(?, ?, ?) AS u (id, contacts, attributes)) AS c
            WHERE m.id = c.id AND m.erased_at IS NULL
            """;

    private final JdbcTemplate jdbc;
    private final MemberProperties properties;

    ProfileTable(JdbcTemplate jdbc, MemberProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    Map<MemberId, Profile> load(Collection<MemberId> members) {
        Map<MemberId, Profile> found = new HashMap<>(members.size() * 2);
        if (!members.isEmpty()) {
            jdbc.query(
                    LOAD,
                    rows -> {
                        var profile = profile(rows);
                        found.put(profile.id(), profile);
                    },
                    (Object) members.stream().map(MemberId::value).toArray(Long[]::new));
        }
        return found;
    }

    /** With each attribute's source, time and purpose. */
    Map<String, Object> attributesWithOrigin(MemberId member) {
        return jdbc.queryForList("SELECT attributes FROM member WHERE id = ?", String.class, member.value()).stream()
                .findFirst()
                .map(ProfileTable::object)
                .orElse(Map.of());
    }

    void apply(Collection<ProfileChange> changes) {
        Map<MemberId, Patch> patches = new LinkedHashMap<>();
        for (var change : changes) {
            patches.computeIfAbsent(change.member(), id -> new Patch()).add(change);
        }
        if (patches.isEmpty()) {
            return;
        }
        List<Long> ids = new ArrayList<>();
        List<String> contacts = new ArrayList<>();
        List<String> attributes = new ArrayList<>();
        patches.keySet().stream().sorted().forEach(member -> {
            var patch = Objects.requireNonNull(patches.get(member));
            ids.add(member.value());
            contacts.add(Json.mapper().writeValueAsString(patch.contacts));
            attributes.add(Json.mapper().writeValueAsString(patch.attributes));
        });
        ConnectionCallback<Integer> write = connection -> {
            try (var update = connection.prepareStatement(APPLY)) {
                update.setObject(1, ids.toArray(Long[]::new));
                update.setObject(2, contacts.toArray(String[]::new));
                update.setObject(3, attributes.toArray(String[]::new));
                return update.executeUpdate();
            }
        };
        jdbc.execute(write);
    }

    private Profile profile(ResultSet row) throws SQLException {
        var language = row.getString("language");
        var zone = row.getString("zone");
        return new Profile(
                new MemberId(row.getLong("id")),
                row.getString("name"),
                row.getString("email"),
                row.getString("phone"),
                language == null ? properties.language() : Locale.forLanguageTag(language),
                zone == null ? properties.zone() : ZoneId.of(zone),
                values(row.getString("attributes")));
    }

    private static Map<String, Object> values(String json) {
        if (json.equals("{}")) {
            return Map.of();
        }
        Map<String, Object> values = new HashMap<>();
        object(json).forEach((name, kept) -> {
            if (kept instanceof Map<?, ?> withOrigin && withOrigin.get("value") != null) {
                values.put(name, Objects.requireNonNull(withOrigin.get("value")));
            }
        });
        return Map.copyOf(values);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(String json) {
        return Json.mapper().readValue(json, Map.class);
    }

    /** All that one batch changes about one member, later over earlier. */
    private static final class Patch {
        private final Map<String, @Nullable Object> contacts = new LinkedHashMap<>();
        private final Map<String, @Nullable Object> attributes = new LinkedHashMap<>();

        void add(ProfileChange change) {
            change.values().forEach((name, value) -> {
                if (ProfileChange.CONTACTS.contains(name)) {
                    contacts.put(name, value);
                } else {
                    attributes.put(name, value == null ? null : withOrigin(change, value));
                }
            });
        }

        private static Map<String, Object> withOrigin(ProfileChange change, Object value) {
            Map<String, Object> kept = new LinkedHashMap<>();
            kept.put("value", value);
            kept.put("source", change.source());
            kept.put("at", change.at().toString());
            if (change.purpose() != null) {
                kept.put("purpose", change.purpose());
            }
            return kept;
        }
    }
}
