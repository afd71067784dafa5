package io.hearth.automation;

import io.hearth.community.Memberships;
import io.hearth.content.Release;
import io.hearth.content.ReleaseTarget;
import io.hearth.content.Releases;
import io.hearth.decision.Ruleset;
import io.hearth.decision.Rulesets;
import io.hearth.decision.language.RuleReader;
import io.hearth.journey.Waits;
import io.hearth.member.activity.Collected;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens deciders of the live release, and of one that is tried; each event is decided by exactly one of them. */
@Component
class Deciders implements ReleaseTarget {

    private final Rulesets rulesets;
    private final Waits waits;
    private final Calendars calendars;
    private final AsOf asOf;
    private final Memberships memberships;
    private final Releases releases;
    private final Backfills backfills;
    private final AtomicReference<@Nullable Brain> latest = new AtomicReference<>();
    private final AtomicReference<@Nullable Brain> latestTried = new AtomicReference<>();

    Deciders(
            Rulesets rulesets,
            Waits waits,
            Calendars calendars,
            AsOf asOf,
            Memberships memberships,
            Releases releases,
            Backfills backfills) {
        this.rulesets = rulesets;
        this.waits = waits;
        this.calendars = calendars;
        this.asOf = asOf;
        this.memberships = memberships;
        this.releases = releases;
        this.backfills = backfills;
    }

    /** Cuts the rules by events before the release is live, so that no batch has to wait for it. */
    @Override
    public void prepare(Release release) {
        var ruleset = rulesets.of(release.hash());
        ruleset.eventTypesUsed().forEach(type -> ruleset.touchedBy(Reevaluations.SEGMENTS, type));
    }

    /** The decider to go on with: the same, or one of the release that is live by now. For one thread. */
    Decider current(@Nullable Decider before) {
        asOf.refresh();
        var live = rulesets.live();
        var brain = brain(live);
        var trial = rulesets.trial();
        if (before != null && before.brain() == brain && before.tries(trial)) {
            return before;
        }
        var opened = trial.map(tried -> new Decider(brain, live.open(), calendars, asOf, memberships)
                        .trying(tried, decider(tried.ruleset())))
                .orElseGet(() -> new Decider(brain, live.open(), calendars, asOf, memberships));
        if (before != null) {
            before.close();
        }
        return opened;
    }

    private Decider decider(Ruleset tried) {
        return new Decider(brain(latestTried, tried), tried.open(), calendars, asOf, memberships);
    }

    /** What the live release needs to have collected. */
    Collected collected() {
        return brain(rulesets.live()).collected();
    }

    private Brain brain(Ruleset live) {
        return brain(latest, live);
    }

    /** What was ever collected goes on, so that both releases find what they need while one is tried. */
    private Brain brain(AtomicReference<@Nullable Brain> last, Ruleset ruleset) {
        var more = backfills.needs();
        return Objects.requireNonNull(
                last.updateAndGet(known -> known != null && known.ruleset() == ruleset && known.more() == more
                        ? known
                        : new Brain(ruleset, declared(ruleset), waits::eventTypes, more)));
    }

    private Declared declared(Ruleset live) {
        return releases.find(live.release())
                .map(release -> Declared.by(RuleReader.catalogue(release.files())))
                .orElse(Declared.NOTHING);
    }
}
