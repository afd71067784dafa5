package io.hearth.contest.contributor;

import io.hearth.community.Membership;
import io.hearth.community.Memberships;
import io.hearth.contest.contributor.ContributorAward.Measure;
import io.hearth.event.EventCounts;
import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import io.hearth.reward.ledger.Earners;
import io.hearth.segment.Segments;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The best contributors of a stretch of time who are members still, and in the segment that the award asks for. */
@Component
class Shortlist {

    /** Those looked at: enough where some have left. */
    private static final int MOST = 1_000;

    private final Earners earners;
    private final EventCounts counts;
    private final Memberships memberships;
    private final Segments segments;

    Shortlist(Earners earners, EventCounts counts, Memberships memberships, Segments segments) {
        this.earners = earners;
        this.counts = counts;
        this.memberships = memberships;
        this.segments = segments;
    }

    /** One who is listed, and with what figure. */
    record Candidate(int place, MemberId member, long score) {}

    List<Candidate> of(ContributorAward award, Instant from, Instant until) {
        Map<MemberId, Long> best = award.measure() == Measure.POINTS
                ? earners.best(award.community(), from, until, MOST)
                : counts.most(award.community(), Objects.requireNonNull(award.eventType()), from, until, MOST);
        var inside = memberships
                .load(best.keySet().stream()
                        .map(member -> new MembershipKey(award.community(), member))
                        .toList())
                .values()
                .stream()
                .filter(Membership::isInside)
                .map(membership -> membership.key().member())
                .collect(Collectors.toSet());
        var allowed = award.segment() == null ? inside : segments.among(award.segment(), award.community(), inside);
        var listed = best.entrySet().stream()
                .filter(one -> allowed.contains(one.getKey()))
                .sorted(Map.Entry.<MemberId, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(award.listed())
                .toList();
        return java.util.stream.IntStream.range(0, listed.size())
                .mapToObj(i -> new Candidate(
                        i + 1, listed.get(i).getKey(), listed.get(i).getValue()))
                .toList();
    }
}
