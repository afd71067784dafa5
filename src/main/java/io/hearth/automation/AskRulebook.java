package io.hearth.automation;

import io.hearth.decision.LiveSession;
import io.hearth.decision.Outcome;
import io.hearth.decision.Receipt;
import io.hearth.decision.Receipts;
import io.hearth.decision.Rulesets;
import io.hearth.decision.fact.Event;
import io.hearth.journey.Ask;
import io.hearth.member.MemberId;
import io.hearth.platform.Ids;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Answers a question by a rulebook, on what is known of the member now; the receipt says why. */
@Component
class AskRulebook implements Ask {

    private final LiveSession rules;
    private final MemberFacts facts;
    private final Receipts receipts;
    private final Clock clock;

    AskRulebook(Rulesets rulesets, MemberFacts facts, Receipts receipts, Clock clock) {
        this.rules = new LiveSession(rulesets);
        this.facts = facts;
        this.receipts = receipts;
        this.clock = clock;
    }

    @Override
    public Optional<String> answer(String rulebook, MemberId member, String community) {
        return answer(rulebook, member, community, Event.none(clock.instant()));
    }

    /** The answer of the rule that comes first, on what has happened; in the caller's transaction. */
    Optional<String> answer(String rulebook, MemberId member, String community, Event event) {
        var now = clock.instant();
        var said = rules.decide(rulebook, facts.of(member, community, event, now));
        for (var firing : said.firings()) {
            for (var outcome : firing.outcomes()) {
                if (outcome instanceof Outcome.Answer answer) {
                    receipts.store(List.of(new Receipt(
                            Ids.next(),
                            said.release(),
                            member.value(),
                            community,
                            null,
                            rulebook,
                            firing.rule().id(),
                            firing.seen(),
                            List.of(answer),
                            now)));
                    return Optional.of(answer.value());
                }
            }
        }
        return Optional.empty();
    }
}
