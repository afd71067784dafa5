package io.hearth.decision.engine;

import io.hearth.decision.Outcome;
import io.hearth.decision.fact.Outcomes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Gathers what the rule that is firing asks for. */
final class Asked implements Outcomes {

    private static final int MOST = 50;

    private List<Outcome> outcomes = new ArrayList<>(2);

    @Override
    public void award(long points, String reason) {
        ask(new Outcome.AwardPoints(points, reason));
    }

    @Override
    public void awardAfter(long days, long points, String reason) {
        if (days < 0 || days > 365) {
            throw new IllegalArgumentException("points wait at most 365 days");
        }
        ask(new Outcome.AwardPoints(points, reason, (int) days));
    }

    @Override
    public void badge(String badge) {
        ask(new Outcome.GiveBadge(badge));
    }

    @Override
    public void badgeAt(String badge, String level) {
        ask(new Outcome.GiveBadge(badge, level));
    }

    @Override
    public void takeBadge(String badge) {
        ask(new Outcome.TakeBadge(badge, false));
    }

    @Override
    public void barBadge(String badge) {
        ask(new Outcome.TakeBadge(badge, true));
    }

    @Override
    public void coupon(String coupon) {
        ask(new Outcome.GiveBenefit("coupon", coupon, 0));
    }

    @Override
    public void privilege(String privilege, long days) {
        if (days < 1 || days > 3650) {
            throw new IllegalArgumentException("a privilege lasts 1 to 3650 days");
        }
        ask(new Outcome.GiveBenefit("privilege", privilege, (int) days));
    }

    @Override
    public void gift(String gift) {
        ask(new Outcome.GiveBenefit("gift", gift, 0));
    }

    @Override
    public void level(String level) {
        ask(new Outcome.SetLevel(level));
    }

    @Override
    public void segment(String segment) {
        ask(new Outcome.BeInSegment(segment));
    }

    @Override
    public void openCase(String kind, String severity, String reason) {
        ask(new Outcome.OpenCase(kind, severity, reason));
    }

    @Override
    public void startJourney(String journey) {
        ask(new Outcome.StartJourney(journey));
    }

    @Override
    public void send(String template) {
        ask(new Outcome.SendMessage(template));
    }

    @Override
    public void lookAgain(long hours) {
        ask(new Outcome.LookAgain(Duration.ofHours(hours)));
    }

    @Override
    public void answer(String value) {
        ask(new Outcome.Answer(value));
    }

    /** Hands over what was asked for since the last call. */
    List<Outcome> take() {
        if (outcomes.isEmpty()) {
            return List.of();
        }
        var taken = outcomes;
        outcomes = new ArrayList<>(2);
        return taken;
    }

    private void ask(Outcome outcome) {
        if (outcomes.size() >= MOST) {
            throw new IllegalStateException("a rule may ask for at most " + MOST + " outcomes");
        }
        outcomes.add(outcome);
    }
}
