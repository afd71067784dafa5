package io.hearth.automation;

import io.hearth.decision.Frequency;
import io.hearth.decision.Outcome;
import io.hearth.decision.Ruleset;
import io.hearth.decision.language.Catalogue;
import io.hearth.event.Effects;
import io.hearth.event.LoggedEvent;
import io.hearth.event.NewEvent;
import io.hearth.member.activity.Collected;
import io.hearth.member.activity.Collected.Need;
import io.hearth.platform.Json;
import io.hearth.reward.Award;
import io.hearth.reward.badge.BadgeLevels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the pipeline needs to know of one release, worked out once. */
final class Brain {

    /** Types are declared, but events of others come too. */
    private static final int MOST_TYPES = 4_096;

    private final Ruleset ruleset;
    private final Collected collected;
    private final List<Need> more;
    private final boolean oncePerObject;
    private final Declared declared;
    private final LevelOrder levels;
    private final Supplier<Set<String>> waitedFor;
    private final Map<Touched, Set<Long>> touched = new ConcurrentHashMap<>();

    /** @param waitedFor the types of event that journeys wait for */
    Brain(Ruleset ruleset, Declared declared, Supplier<Set<String>> waitedFor) {
        this(ruleset, declared, waitedFor, List.of());
    }

    /** @param more what is collected besides what the release needs, for releases to come */
    Brain(Ruleset ruleset, Declared declared, Supplier<Set<String>> waitedFor, List<Need> more) {
        this.ruleset = ruleset;
        this.more = more;
        this.collected = new Collected(Stream.concat(Needs.list(ruleset.aggregates()).stream(), more.stream())
                .toList());
        this.oncePerObject = ruleset.rules().stream().anyMatch(rule -> rule.frequency() == Frequency.ONCE_PER_OBJECT);
        this.declared = declared;
        this.levels = new LevelOrder(declared.levelOrder(), declared.levels(), declared.levelling());
        this.waitedFor = waitedFor;
    }

    String release() {
        return ruleset.release();
    }

    Ruleset ruleset() {
        return ruleset;
    }

    /** Names the rules of a rulebook by what they mean. */
    String fingerprint(String rulebook) {
        return ruleset.fingerprint(rulebook);
    }

    List<Need> more() {
        return more;
    }

    Collected collected() {
        return collected;
    }

    /** Whether some rule fires once for each object, so that it must be known what was done. */
    boolean oncePerObject() {
        return oncePerObject;
    }

    /** What the event is about besides the member: what it says itself, or the data field that its type declares. */
    @Nullable
    String objectOf(LoggedEvent event) {
        if (event.object() != null) {
            return event.object();
        }
        var field = declared.objectFields().get(event.type());
        var value = field == null ? null : event.data().get(field);
        return value == null ? null : value.toString();
    }

    LevelOrder levels() {
        return levels;
    }

    /** The memberships that can be paid for. */
    Map<String, Catalogue.Plan> plans() {
        return declared.plans();
    }

    /** What giving a badge amounts to: at its lowest level unless another one is named. */
    BadgeLevels.Reached badge(String badge, @Nullable String level) {
        return BadgeLevels.reached(badge, level, declared.badges().getOrDefault(badge, List.of()));
    }

    /** What is given for an outcome: from which pool, or which item, as the catalogue says. */
    Award.Benefit benefit(Outcome.GiveBenefit give) {
        var store = declared.stores().getOrDefault(give.kind() + "/" + give.what(), give.what());
        return new Award.Benefit(give.kind(), give.what(), store, give.days());
    }

    /** The event that follows from another one, if anything asks for it and the chain isn't too long. */
    Optional<NewEvent> caused(LoggedEvent cause, String type, String name, Map<String, Object> data) {
        if (cause.effects() != Effects.ALL || cause.depth() >= NewEvent.DEEPEST || !asked(type)) {
            return Optional.empty();
        }
        if (cause.position() == Occasion.NOWHERE) {
            return Optional.of(NewEvent.own(
                    cause.id() + "/" + type + "/" + name,
                    type,
                    cause.time(),
                    cause.member(),
                    cause.community(),
                    null,
                    Json.mapper().writeValueAsString(data),
                    null,
                    0));
        }
        return Optional.of(NewEvent.caused(
                cause,
                cause.ref() + "/" + type + "/" + name,
                type,
                cause.time(),
                null,
                Json.mapper().writeValueAsString(data)));
    }

    /** The keys of the rules whose answer one more event of the type may change. */
    Set<Long> touched(String rulebook, String eventType) {
        var what = new Touched(rulebook, eventType);
        var known = touched.get(what);
        if (known != null) {
            return known;
        }
        var keys = ruleset.touchedBy(rulebook, eventType).stream()
                .map(HowOften::key)
                .collect(Collectors.toUnmodifiableSet());
        if (touched.size() < MOST_TYPES) {
            touched.put(what, keys);
        }
        return keys;
    }

    private record Touched(String rulebook, String eventType) {}

    private boolean asked(String type) {
        return ruleset.eventTypesUsed().contains(type) || waitedFor.get().contains(type);
    }
}
