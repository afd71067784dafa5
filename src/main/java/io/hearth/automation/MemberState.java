package io.hearth.automation;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.hearth.community.Membership;
import io.hearth.decision.Facts;
import io.hearth.decision.fact.Activity;
import io.hearth.decision.fact.Event;
import io.hearth.decision.fact.Member;
import io.hearth.decision.fact.Moment;
import io.hearth.decision.fact.Rewards;
import io.hearth.decision.fact.Segments;
import io.hearth.member.MembershipKey;
import io.hearth.member.ProfileChange;
import io.hearth.member.activity.ActivityState;
import io.hearth.reward.plan.Term;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All that is known of one member in one community while a batch is decided; each event finds what the last left. */
final class MemberState {

    final MembershipKey key;
    final ActivityState activity;
    final Optional<Instant> nextCheck;
    final Set<String> segmentsByHand;
    /** What rules that fire once for each object have done, as far as the objects of this batch go. */
    final Set<String> effects = new HashSet<>();

    private static final Hasher64 HASH = Hashing.komihash5_0();

    private @Nullable Basis basis;

    /** Whether activity was stored before. */
    boolean stored;

    Member member;
    Membership membership;

    @Nullable
    String level;

    long points;
    /** All that was ever earned, whatever became of it: what levels go by. */
    long earned;

    Set<String> badges;

    /** The level to fall to when the grace is over; null where the member doesn't fall. */
    @Nullable
    String graceLevel;

    @Nullable
    Instant graceUntil;

    /** The plans that the member pays for, those in grace included. */
    Set<String> plans = Set.of();

    /** How far each plan is paid; loaded only where an event of the batch is about it. */
    Map<String, Term> terms = Map.of();

    /** Badges that were taken back for good. */
    Set<String> barred = Set.of();

    MemberState(
            MembershipKey key,
            ActivityState activity,
            Optional<Instant> nextCheck,
            String language,
            Map<String, Object> attributes,
            Set<String> segmentsByHand,
            Membership membership,
            Set<String> badges) {
        this.key = key;
        this.activity = activity;
        this.nextCheck = nextCheck;
        this.member = new Member(key.member().toString(), language, attributes);
        this.segmentsByHand = segmentsByHand;
        this.membership = membership;
        this.badges = badges;
    }

    /** What rules see of it at a moment. */
    Facts facts(Event event, LocalDays days, Instant at) {
        var now = new Moment(at.atZone(days.zone()));
        return new Facts(
                member,
                new io.hearth.decision.fact.Membership(
                        key.community(),
                        membership.status().word(),
                        membership.role(),
                        level == null ? "" : level,
                        membership.joined(),
                        now),
                event,
                new Activity(new MemberAggregates(activity, days, days.day(at)), now),
                new Rewards(points, badges, plans),
                new Segments(segments()),
                now);
    }

    /**
     * Stands for all that segments are decided on besides activity, time and what rules read by themselves: a change of
     * it makes all rules be asked again. Never zero.
     */
    long decidedOn(String release, ZoneId zone, Optional<Instant> asOf) {
        var known = basis;
        if (known == null || !known.isOf(member, membership, level, badges, plans)) {
            known = new Basis(member, membership, level, badges, plans, release, zone);
            basis = known;
        }
        long hash = known.hash;
        long on = asOf.map(at ->
                        hash ^ HASH.hashStream().putLong(at.toEpochMilli()).getAsLong())
                .orElse(hash);
        return on == 0 ? 1 : on;
    }

    /** Who the member is, with its hash; sameness is enough, since what is known is replaced when it changes. */
    private static final class Basis {

        private final Member member;
        private final Membership membership;
        private final @Nullable String level;
        private final Set<String> badges;
        private final Set<String> plans;
        private final long hash;

        Basis(
                Member member,
                Membership membership,
                @Nullable String level,
                Set<String> badges,
                Set<String> plans,
                String release,
                ZoneId zone) {
            this.member = member;
            this.membership = membership;
            this.level = level;
            this.badges = badges;
            this.plans = plans;
            var joined = membership.joined();
            var all = HASH.hashStream()
                    .putString(release)
                    .putString(zone.getId())
                    .putString(member.language())
                    .putString(level == null ? "" : level)
                    .putInt(membership.status().ordinal())
                    .putString(membership.role())
                    .putLong(joined == null ? Long.MIN_VALUE : joined.toEpochMilli());
            new TreeMap<>(member.attributes()).forEach((name, value) -> all.putString(name)
                    .putString(value.getClass().getName())
                    .putString(value.toString()));
            all.putInt(member.attributes().size());
            new TreeSet<>(badges).forEach(all::putString);
            all.putInt(badges.size());
            new TreeSet<>(plans).forEach(all::putString);
            this.hash = all.getAsLong();
        }

        boolean isOf(Member who, Membership where, @Nullable String now, Set<String> have, Set<String> pays) {
            return member == who
                    && membership == where
                    && Objects.equals(level, now)
                    && badges == have
                    && plans == pays;
        }
    }

    Set<String> segments() {
        if (segmentsByHand.isEmpty()) {
            return activity.segments();
        }
        var all = new HashSet<>(activity.segments());
        all.addAll(segmentsByHand);
        return all;
    }

    /** What became known about the member counts for the event that brought it. */
    void learn(ProfileChange change) {
        var attributes = new HashMap<>(member.attributes());
        change.values().forEach((name, value) -> {
            if (value == null) {
                attributes.remove(name);
            } else {
                attributes.put(name, value);
            }
        });
        var language = attributes.getOrDefault("language", member.language()).toString();
        ProfileChange.CONTACTS.forEach(attributes::remove);
        member = new Member(member.id(), language, attributes);
    }

    static String effect(long rule, String object) {
        return rule + " " + object;
    }

    /** @param words the badge and each of its levels that it comes with */
    boolean give(String badge, Collection<String> words) {
        if (barred.contains(badge) || badges.containsAll(words)) {
            return false;
        }
        badges = new HashSet<>(badges);
        return badges.addAll(words);
    }

    boolean takeBack(String badge, boolean forGood) {
        if (!badges.contains(badge)) {
            return false;
        }
        badges = new HashSet<>(badges);
        badges.removeIf(word -> word.equals(badge) || word.startsWith(badge + "/"));
        if (forGood) {
            barred = new HashSet<>(barred);
            barred.add(badge);
        }
        return true;
    }
}
