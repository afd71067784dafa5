package io.hearth.decision;

import io.hearth.decision.fact.Activity;
import io.hearth.decision.fact.Event;
import io.hearth.decision.fact.Member;
import io.hearth.decision.fact.Membership;
import io.hearth.decision.fact.Moment;
import io.hearth.decision.fact.Rewards;
import io.hearth.decision.fact.Segments;

/** All that one decision may look at. */
public record Facts(
        Member member,
        Membership membership,
        Event event,
        Activity activity,
        Rewards rewards,
        Segments segments,
        Moment now) {}
