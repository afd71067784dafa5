package io.hearth.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session on the release that decides for a member, the live one or one that a share of the members tries, for questions that
 * come now and then; for one caller at a time.
 */
public final class LiveSession {

    private final Rulesets rulesets;
    private @Nullable Opened live;
    private @Nullable Opened tried;

    public LiveSession(Rulesets rulesets) {
        this.rulesets = rulesets;
    }

    /** What fired, and by which release. */
    public record Said(String release, List<Firing> firings) {}

    private record Opened(Ruleset ruleset, DecisionSession session) {}

    public synchronized Said decide(String rulebook, Facts about) {
        var session = session(about);
        return new Said(session.release(), session.decide(rulebook, about).firings());
    }

    private DecisionSession session(Facts about) {
        var trial = rulesets.trial();
        if (trial.isEmpty()) {
            tried = close(tried);
        } else if (trial.get()
                .decidesFor(about.membership().community(), about.member().id())) {
            tried = open(tried, trial.get().ruleset());
            return tried.session();
        }
        live = open(live, rulesets.live());
        return live.session();
    }

    private static Opened open(@Nullable Opened before, Ruleset ruleset) {
        if (before != null && before.ruleset() == ruleset) {
            return before;
        }
        close(before);
        return new Opened(ruleset, ruleset.open());
    }

    private static @Nullable Opened close(@Nullable Opened opened) {
        if (opened != null) {
            opened.session().close();
        }
        return null;
    }
}
