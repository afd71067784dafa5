package io.hearth.bench.bare;

import io.hearth.decision.Outcome.AwardPoints;
import io.hearth.decision.fact.Outcomes;
import java.util.ArrayList;
import java.util.List;

/** What the rules ask for; the standard events only ever ask for points. */
final class BareOutcomes implements Outcomes {

    private List<AwardPoints> awards = new ArrayList<>();

    List<AwardPoints> take() {
        var taken = awards;
        awards = new ArrayList<>();
        return taken;
    }

    @Override
    public void award(long points, String reason) {
        awards.add(new AwardPoints(points, reason));
    }

    @Override
    public void awardAfter(long days, long points, String reason) {
        throw unexpected();
    }

    @Override
    public void badge(String badge) {
        throw unexpected();
    }

    @Override
    public void badgeAt(String badge, String level) {
        throw unexpected();
    }

    @Override
    public void takeBadge(String badge) {
        throw unexpected();
    }

    @Override
    public void barBadge(String badge) {
        throw unexpected();
    }

    @Override
    public void coupon(String coupon) {
        throw unexpected();
    }

    @Override
    public void privilege(String privilege, long days) {
        throw unexpected();
    }

    @Override
    public void gift(String gift) {
        throw unexpected();
    }

    @Override
    public void level(String level) {
        throw unexpected();
    }

    @Override
    public void segment(String segment) {
        throw unexpected();
    }

    @Override
    public void openCase(String kind, String severity, String reason) {
        throw unexpected();
    }

    @Override
    public void startJourney(String journey) {
        throw unexpected();
    }

    @Override
    public void send(String template) {
        throw unexpected();
    }

    @Override
    public void lookAgain(long hours) {
        throw unexpected();
    }

    @Override
    public void answer(String value) {
        throw unexpected();
    }

    private static IllegalStateException unexpected() {
        return new IllegalStateException("Expected points only, but a rule asks for more.");
    }
}
