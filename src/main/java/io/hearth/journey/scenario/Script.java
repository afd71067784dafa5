package io.hearth.journey.scenario;

import io.hearth.journey.block.BuildingBlock;
import io.hearth.journey.block.Shape;
import io.hearth.journey.block.Visit;
import io.hearth.journey.engine.Standing;
import io.hearth.member.MemberId;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Stands in for everything that steps do: notes it instead of doing it, and gives the answers that a scenario tells. */
final class Script implements Standing {

    private static final String DECIDE = "decide";
    private static final String SPLIT = "split-at-random";

    /** What a step would have done. */
    record Done(String topic, String element, Map<String, String> fields) {}

    /** Where the member of every scenario lives. */
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Map<String, String> dates = new HashMap<>();
    private final Set<String> segments = new HashSet<>();
    private final List<Done> done = new ArrayList<>();
    private final Map<String, Deque<String>> answers = new HashMap<>();

    void begin(Map<String, List<String>> told) {
        done.clear();
        answers.clear();
        segments.clear();
        dates.clear();
        told.forEach((rulebook, given) -> answers.put(rulebook, new ArrayDeque<>(given)));
    }

    List<Done> done() {
        return List.copyOf(done);
    }

    List<BuildingBlock> standIns(List<BuildingBlock> blocks) {
        return blocks.stream()
                .<BuildingBlock>map(block -> new StandIn(block.shape()))
                .toList();
    }

    /** The dates of a plan, as work on an audience fills them in. */
    void dates(Map<String, String> told) {
        dates.putAll(told);
    }

    /** True, false, a whole number or text. */
    static Object value(String text) {
        if (Set.of("true", "false").contains(text)) {
            return Boolean.valueOf(text);
        }
        return text.matches("-?\\d{1,15}") ? Long.valueOf(text) : text;
    }

    void enter(String segment) {
        segments.add(segment);
    }

    @Override
    public boolean inSegment(MemberId member, String community, String segment) {
        return segments.contains(segment);
    }

    @Override
    public ZoneId zone(MemberId member) {
        return ZONE;
    }

    @Override
    public long points(MemberId member, String community) {
        return 0;
    }

    @Override
    public Optional<String> level(MemberId member, String community) {
        return Optional.empty();
    }

    private final class StandIn implements BuildingBlock {

        private final Shape shape;

        StandIn(Shape shape) {
            this.shape = shape;
        }

        @Override
        public Shape shape() {
            return shape;
        }

        @Override
        public void perform(Visit visit) {
            var fields = new LinkedHashMap<String, String>();
            shape.fields()
                    .forEach(field -> visit.field(field.name()).ifPresent(value -> fields.put(field.name(), value)));
            done.add(new Done(shape.topic(), visit.element(), fields));
            if (shape.stay() != Shape.Stay.NOT) {
                return;
            }
            if (shape.topic().equals(DECIDE)) {
                visit.put(visit.required("into"), next(visit.required("rulebook"), ""));
            } else if (shape.topic().equals(SPLIT)) {
                visit.put(visit.required("into"), next(visit.element(), "A"));
            } else if (shape.whom() == Shape.Whom.COLLABORATION) {
                visit.field("into").ifPresent(into -> visit.put(into, next(visit.element(), "")));
            }
        }

        /** Work that was done elsewhere puts its answer where the step says, as told by the step's id. */
        @Override
        public void finish(Visit visit) {
            visit.field("into").ifPresent(into -> visit.put(into, next(visit.element(), "yes")));
            dates.forEach((name, text) -> visit.put(name, value(text)));
        }

        /** The last answer holds for all further questions. */
        private String next(String asked, String usual) {
            var given = answers.get(asked);
            if (given == null || given.isEmpty()) {
                return usual;
            }
            return given.size() == 1 ? given.getFirst() : given.removeFirst();
        }
    }
}
