package io.hearth.referral;

import io.hearth.escalation.CaseOrigin;
import io.hearth.escalation.Cases;
import io.hearth.escalation.NewCase;
import io.hearth.event.NewEvent;
import io.hearth.member.MemberId;
import io.hearth.platform.OneByOne;
import io.hearth.referral.ReferralTable.Settled;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Rewards those who qualified, one inviter at a time; what looks like fraud waits for a person, whose word is carried out. */
@Component
class Settlement implements CaseOrigin {

    private static final Logger log = LoggerFactory.getLogger(Settlement.class);
    private static final String KIND = "referral";
    private static final String BURST = "burst";
    private static final int MOST_INVITERS = 200;
    private static final int MOST = 200;

    private final ReferralTable referrals;
    private final ProgrammeTable programmes;
    private final Suspicions suspicions;
    private final ReferralRewards rewards;
    private final Cases cases;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Settlement(
            ReferralTable referrals,
            ProgrammeTable programmes,
            Suspicions suspicions,
            ReferralRewards rewards,
            Cases cases,
            TransactionTemplate transaction,
            Clock clock) {
        this.referrals = referrals;
        this.programmes = programmes;
        this.suspicions = suspicions;
        this.rewards = rewards;
        this.cases = cases;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${hearth.reward.calendar:1s}")
    void look() {
        try {
            OneByOne.each(
                    referrals.inviters(MOST_INVITERS), "settle referrals of", inviter -> inviter, log, this::settle);
            transaction.executeWithoutResult(status -> referrals.expire(clock.instant(), MOST));
        } catch (RuntimeException fault) {
            log.warn("Expected to settle referrals, but {}", fault.toString());
        }
    }

    /** Settles what the inviter's invited members have earned. */
    void settle(MemberId inviter) {
        transaction.executeWithoutResult(status -> {
            referrals.lock(inviter);
            referrals.qualified(inviter, MOST).stream()
                    .collect(Collectors.groupingBy(Referral::programme))
                    .forEach((id, some) -> settle(some, programmes.find(id).orElseThrow()));
        });
    }

    private void settle(List<Referral> some, Programme programme) {
        var found = suspicions.of(some, programme);
        var now = clock.instant();
        var fine = some.stream()
                .filter(one -> Objects.requireNonNull(found.get(one.id())).why().isEmpty())
                .toList();
        rewards.give(fine, programme, NewEvent.HEARTH, null, now, one -> Objects.requireNonNull(found.get(one.id()))
                .device());
        some.stream()
                .filter(one -> !fine.contains(one))
                .forEach(one -> hold(one, programme, Objects.requireNonNull(found.get(one.id())), now));
    }

    /** One case for each, but one for a whole burst. */
    private void hold(Referral one, Programme programme, Suspicions.Found found, Instant now) {
        var about = found.why().equals(EnumSet.of(Suspicion.BURST)) ? BURST : "referral/" + one.id();
        referrals.hold(one, found.why().stream().map(Suspicion::word).toList(), about, found.device());
        cases.open(List.of(new NewCase(
                one.inviter(),
                one.community(),
                KIND,
                "medium",
                reason(found.why()),
                programme.rule(),
                about,
                one.done().get(one.done().size() - 1).event(),
                null,
                now)));
    }

    private static String reason(Set<Suspicion> why) {
        return why.stream().map(Suspicion::told).collect(Collectors.joining("; "));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void lock(About about) {
        referrals.lock(about.member());
    }

    @Override
    public void decided(About about, Decision decision, String by, @Nullable String text, Instant at) {
        var rule = about.rule();
        long id = Long.parseLong(rule.substring(rule.indexOf('/') + 1, rule.indexOf('#')));
        var programme = programmes.find(id).orElseThrow();
        for (var held = held(about, id); !held.isEmpty(); held = held(about, id)) {
            if (decision == Decision.RELEASE) {
                rewards.give(held, programme, by, text, at, one -> null);
            } else {
                held.forEach(
                        one -> referrals.settle(one, new Settled(Referral.State.REFUSED, 0, 0, at, by, text, null)));
            }
        }
    }

    private List<Referral> held(About about, long programme) {
        return referrals.held(about.member(), programme, about.object(), MOST);
    }
}
