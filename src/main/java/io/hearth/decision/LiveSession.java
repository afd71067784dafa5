package io.hearth.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session on the release that is live, for questions that come now and then; for one caller at a time. */
public final class LiveSession {

    private final Rulesets rulesets;
    private @Nullable Ruleset ruleset;
    private @Nullable DecisionSession session;

    public LiveSession(Rulesets rulesets) {
        this.rulesets = rulesets;
    }

    /** What fired, and by which release. */
    public record Said(String release, List<Firing> firings) {}

    public synchronized Said decide(String rulebook, Facts about) {
        var open = session();
        return new Said(open.release(), open.decide(rulebook, about).firings());
    }

    private DecisionSession session() {
        var live = rulesets.live();
        var open = session;
        if (open == null || ruleset != live) {
            if (open != null) {
                open.close();
            }
            open = live.open();
            session = open;
            ruleset = live;
        }
        return open;
    }
}
