package io.hearth.contest.contributor;

import io.hearth.community.Memberships;
import io.hearth.contest.ContestSettings;
import io.hearth.contest.contributor.AwardTable.Round;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.message.MessageRequest;
import io.hearth.message.Messages;
import io.hearth.platform.OneByOne;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Lists contributors when a month is over, and tells the community who was chosen, some hundred members at a time. */
@Component
class Months {

    private static final Logger log = LoggerFactory.getLogger(Months.class);
    private static final Duration LATE = Duration.ofHours(1);
    private static final int MOST = 20;
    private static final int AT_ONCE = 500;

    private final AwardTable awards;
    private final Shortlist shortlist;
    private final Choosing choosing;
    private final Memberships memberships;
    private final Members members;
    private final Messages messages;
    private final ContestSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Months(
            AwardTable awards,
            Shortlist shortlist,
            Choosing choosing,
            Memberships memberships,
            Members members,
            Messages messages,
            ContestSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.awards = awards;
        this.shortlist = shortlist;
        this.choosing = choosing;
        this.memberships = memberships;
        this.members = members;
        this.messages = messages;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${hearth.reward.calendar:1s}")
    void look() {
        try {
            var now = clock.instant();
            var month = YearMonth.from(now.minus(LATE).atZone(settings.zone())).minusMonths(1);
            var ended =
                    month.plusMonths(1).atDay(1).atStartOfDay(settings.zone()).toInstant();
            OneByOne.each(
                    awards.without(month.atDay(1), ended, MOST),
                    "list contributors of award",
                    ContributorAward::id,
                    log,
                    award -> open(award, month));
            announceSome();
        } catch (RuntimeException fault) {
            log.warn("Expected to list and announce contributors, but {}", fault.toString());
        }
    }

    /** The month that is not over yet. */
    YearMonth current() {
        return YearMonth.from(clock.instant().atZone(settings.zone()));
    }

    /** Lists the month's contributors and asks people to choose; once for each month. */
    boolean open(ContributorAward award, YearMonth month) {
        var from = month.atDay(1).atStartOfDay(settings.zone()).toInstant();
        var until = month.plusMonths(1).atDay(1).atStartOfDay(settings.zone()).toInstant();
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var candidates = shortlist.of(award, from, until);
            if (!awards.open(award.id(), month.atDay(1), candidates, clock.instant())) {
                return false;
            }
            if (!candidates.isEmpty()) {
                choosing.ask(award, month.atDay(1), candidates, clock.instant());
            }
            return true;
        }));
    }

    /** Tells the next members of one announcement; each is told once. */
    void announceSome() {
        transaction.executeWithoutResult(status -> awards.announcing().ifPresent(this::announce));
    }

    private void announce(Round round) {
        var award = awards.find(round.award()).orElseThrow();
        var some = memberships.active(award.community(), round.told(), AT_ONCE);
        var winner = Objects.requireNonNull(round.winner());
        var profile = members.profiles(List.of(winner)).get(winner);
        var name = profile == null || profile.name() == null ? winner.toString() : profile.name();
        messages.plan(some.stream()
                .map(member -> request(award, round.month(), member, name))
                .toList());
        long last = some.isEmpty() ? round.told() : some.get(some.size() - 1).value();
        awards.told(round, last, some.size(), some.size() < AT_ONCE);
    }

    private static MessageRequest request(ContributorAward award, LocalDate month, MemberId member, String winner) {
        var shown = month.toString().substring(0, 7);
        return new MessageRequest(
                "contributor-award/" + award.id() + "/" + shown,
                member,
                award.community(),
                Objects.requireNonNull(award.template()),
                Map.of("winner", winner, "month", shown),
                "",
                null);
    }
}
