package io.hearth.studio.draft;

import io.hearth.content.DraftFiles;
import io.hearth.content.DraftFiles.DraftFile;
import io.hearth.journey.Journeys;
import io.hearth.studio.Replays;
import io.hearth.studio.draft.Impact.Touched;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What publishing a draft would mean: a replay of its rules over the log, and the runs of workflows that it changes. */
@Component
class Impacts {

    private static final String RULES = "rules/";
    private static final String WORKFLOW = ".bpmn";

    private final Workbench workbench;
    private final DraftFileTable files;
    private final Replays replays;
    private final Journeys journeys;
    private final JdbcClient sql;
    private final Clock clock;

    Impacts(
            Workbench workbench,
            DraftFileTable files,
            Replays replays,
            Journeys journeys,
            JdbcClient sql,
            Clock clock) {
        this.workbench = workbench;
        this.files = files;
        this.replays = replays;
        this.journeys = journeys;
        this.sql = sql;
        this.clock = clock;
    }

    Impact of(Draft draft) {
        var replay = latest(draft);
        var moved = replay.flatMap(replays::moved);
        return new Impact(
                replay.orElse(null),
                moved.map(Replays.Moved::whole).orElse(false),
                moved.map(Replays.Moved::points).orElse(0L),
                moved.map(Replays.Moved::members).orElse(0L),
                workflows(draft));
    }

    /** Plays the draft's rules over the last days. */
    UUID replay(
            Draft draft,
            int days,
            @Nullable String community,
            @Nullable BigDecimal pointCost,
            @Nullable BigDecimal messageCost) {
        var id = replays.start(rules(draft), days, community, pointCost, messageCost);
        sql.sql("insert into draft_impact (draft, replay, hash, started_at) values (:draft, :replay, :hash, :at)")
                .param("draft", draft.id())
                .param("replay", id)
                .param("hash", draft.hash())
                .param("at", DraftTable.time(clock.instant()))
                .update();
        return id;
    }

    private Optional<UUID> latest(Draft draft) {
        return sql.sql("""
                select replay from draft_impact where draft = :draft and hash = :hash order by started_at desc limit 1
                """)
                .param("draft", draft.id())
                .param("hash", draft.hash())
                .query(UUID.class)
                .optional();
    }

    private List<Touched> workflows(Draft draft) {
        var changed = workbench.changes(draft.id()).stream()
                .filter(change -> change.path().endsWith(WORKFLOW))
                .toList();
        if (changed.isEmpty()) {
            return List.of();
        }
        var running = journeys.underWay();
        return changed.stream()
                .map(change -> {
                    var key = key(change.path());
                    return new Touched(key, change.path(), change.kind(), running.getOrDefault(key, 0L));
                })
                .toList();
    }

    private DraftFiles rules(Draft draft) {
        var wanted = new ArrayList<DraftFile>();
        workbench.changes(draft.id()).stream()
                .filter(change -> change.path().startsWith(RULES) && change.hash() == null)
                .forEach(change -> wanted.add(new DraftFile(change.path(), null, null, true)));
        files.files(draft.id()).stream()
                .filter(file -> file.path().startsWith(RULES))
                .forEach(file -> wanted.add(drafted(file.path(), file.bytes())));
        return new DraftFiles(wanted);
    }

    private static DraftFile drafted(String path, byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return DraftFile.of(path, text);
        } catch (CharacterCodingException binary) {
            return new DraftFile(path, null, Base64.getEncoder().encodeToString(bytes), null);
        }
    }

    private static String key(String path) {
        return path.substring(path.lastIndexOf('/') + 1, path.length() - WORKFLOW.length());
    }
}
