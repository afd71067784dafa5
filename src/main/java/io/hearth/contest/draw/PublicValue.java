package io.hearth.contest.draw;

import io.hearth.contest.ContestSettings;
import io.hearth.task.Form;
import io.hearth.task.NewTask;
import io.hearth.task.TaskOrigin;
import io.hearth.task.Tasks;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks people for the value that was announced with a draw, once its list is closed; the answer draws. */
@Component
class PublicValue implements TaskOrigin {

    private static final String ORIGIN = "draw-value";

    private final ObjectProvider<Drawn> drawn;
    private final DrawTable draws;
    private final Tasks tasks;
    private final ContestSettings settings;
    private final Clock clock;

    PublicValue(ObjectProvider<Drawn> drawn, DrawTable draws, Tasks tasks, ContestSettings settings, Clock clock) {
        this.drawn = drawn;
        this.draws = draws;
        this.tasks = tasks;
        this.settings = settings;
        this.clock = clock;
    }

    /** In the transaction that closes the list. */
    void ask(Draw draw) {
        var source = Objects.requireNonNull(draw.publicSource());
        tasks.open(new NewTask(
                ORIGIN,
                Long.toString(draw.id()),
                "开奖 · Draw: " + draw.nameZh() + " · " + draw.nameEn(),
                draw.community(),
                null,
                Set.of(settings.drawGroup()),
                null,
                new Form(List.of(new Form.Field(
                        "publicValue",
                        Form.Type.TEXT,
                        new Form.Label("公开数值，来自：" + source, "Public value from: " + source),
                        true,
                        1L,
                        200L,
                        List.of()))),
                clock.instant().plus(settings.drawDue()),
                Map.of("draw", Long.toString(draw.id()))));
    }

    void noLonger(long draw) {
        tasks.cancel(ORIGIN, Long.toString(draw));
    }

    @Override
    public String name() {
        return ORIGIN;
    }

    @Override
    public void lock(String originId) {
        draws.lock(Long.parseLong(originId));
    }

    @Override
    public void completed(String originId, Map<String, Object> answers, String by) {
        drawn.getObject()
                .draw(
                        Long.parseLong(originId),
                        String.valueOf(answers.get("publicValue")).strip(),
                        by);
    }
}
