package io.hearth.contest.challenge;

import io.hearth.member.Aliases;
import io.hearth.member.MemberId;
import io.hearth.platform.Problem;
import io.hearth.task.Form;
import io.hearth.task.TaskOrigin;
import io.hearth.task.Tasks;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What judges think of an entry, each once: the answers of their tasks. */
@Component
class Judging implements TaskOrigin {

    static final String ORIGIN = "challenge-entry";
    private static final long BEST = 10;

    static final Form FORM = new Form(List.of(
            new Form.Field(
                    "score", Form.Type.NUMBER, new Form.Label("评分（0–10）", "Score (0–10)"), true, 0L, BEST, List.of()),
            new Form.Field("note", Form.Type.TEXT, new Form.Label("评语", "Comment"), false, null, 1_000L, List.of())));

    private final EntryTable entries;
    private final Aliases aliases;
    private final Tasks tasks;
    private final Clock clock;

    Judging(EntryTable entries, Aliases aliases, Tasks tasks, Clock clock) {
        this.aliases = aliases;
        this.entries = entries;
        this.tasks = tasks;
        this.clock = clock;
    }

    static String id(long challenge, MemberId member, int judge) {
        return challenge + "/" + member.value() + "/" + judge;
    }

    @Override
    public String name() {
        return ORIGIN;
    }

    @Override
    public void lock(String originId) {
        var parts = originId.split("/", 3);
        entries.lock(Long.parseLong(parts[0]), entrant(parts));
    }

    @Override
    public void completed(String originId, Map<String, Object> answers, String by) {
        var parts = originId.split("/", 3);
        long challenge = Long.parseLong(parts[0]);
        var member = entrant(parts);
        var score = new BigDecimal(String.valueOf(answers.get("score")));
        var note = answers.get("note") == null ? null : answers.get("note").toString();
        if (!entries.judge(challenge, member, by, score, note, clock.instant())) {
            throw Problem.caller(
                    HttpStatus.CONFLICT,
                    "challenge.judged",
                    "Expected another judge for the entry of " + member + ", but " + by + " has judged it already.");
        }
    }

    /** The entry's member when it was handed over may be another one by now. */
    private MemberId entrant(String[] parts) {
        return aliases.of(new MemberId(Long.parseLong(parts[1])));
    }

    /** What nobody needs to judge any more. */
    void cancel(Challenge challenge, MemberId member) {
        for (var number : aliases.group(member)) {
            for (int judge = 1; judge <= challenge.judges(); judge++) {
                tasks.cancel(ORIGIN, id(challenge.id(), number, judge));
            }
        }
    }
}
