package io.hearth.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * What happens in the sample community, one event after the other. Most of it comes from few members, likes are many
 * and purchases are few, as in communities that people run. Not for several threads.
 */
final class CommunityLife {

    private static final int POSTS_REMEMBERED = 200;

    /** What those bring who come by the sample community's partner. */
    private static final String PARTNERS_CODE = "RACEDAY22345";

    private final SimulatorSettings settings;
    private final SplittableRandom chance;
    private final List<SampleMember> members = new ArrayList<>();
    private final TreeMap<Double, SampleMember> byEnergy = new TreeMap<>();
    private final Map<Integer, Integer> events = new HashMap<>();
    private final Deque<String> posts = new ArrayDeque<>();
    private List<String> codes = List.of();
    private double energy;

    /**
     * @param joined how many members have joined already
     * @param salt makes this run's chance differ from that of the run before
     */
    CommunityLife(SimulatorSettings settings, int joined, long salt) {
        this.settings = settings;
        this.chance = new SplittableRandom(settings.seed() ^ salt);
        for (int number = 0; number < joined; number++) {
            admit(SampleMember.of(number, settings.seed()));
        }
    }

    int members() {
        return members.size();
    }

    /** Some of those who join from now on bring one of these invitation codes. */
    void invite(List<String> invitationCodes) {
        this.codes = List.copyOf(invitationCodes);
    }

    /**
     * The events of the founders' past in the order in which they happened.
     *
     * @param challenges that founders enter once they have joined
     */
    List<SampleEvent> past(Instant now, List<SampleOffers.Open> challenges) {
        var all = new ArrayList<SampleEvent>();
        var from = now.minus(Duration.ofDays(settings.pastDays()));
        long past = Duration.between(from, now).toSeconds();
        for (int founder = 0; founder < settings.founders(); founder++) {
            // Squared, so that most founders came early.
            double share = chance.nextDouble();
            all.addAll(join(from.plusSeconds((long) (past * share * share * 0.98))));
        }
        var joined = new HashMap<String, Instant>();
        all.forEach(event -> joined.putIfAbsent(event.subject(), event.time()));
        for (int i = 0; i < settings.founders() * settings.pastDays(); i++) {
            var member = someone();
            var since = joined.getOrDefault(member.subject(), from).plusSeconds(30);
            long seconds = Math.max(1, Duration.between(since, now).toSeconds());
            all.add(act(member, since.plusSeconds(chance.nextLong(seconds))));
        }
        for (int founder = 0; founder < settings.founders(); founder++) {
            all.addAll(devotions(members.get(founder), joined, now, challenges));
        }
        all.sort((a, b) -> a.time().compareTo(b.time()));
        return all;
    }

    /** What only some members do: enter a challenge, come to the club's runs, pay for a membership. */
    private List<SampleEvent> devotions(
            SampleMember member, Map<String, Instant> joined, Instant now, List<SampleOffers.Open> challenges) {
        var all = new ArrayList<SampleEvent>();
        var since = joined.getOrDefault(member.subject(), now).plusSeconds(40);
        for (var challenge : challenges) {
            var at = since.isBefore(challenge.from()) ? challenge.from().plusSeconds(60L + member.number()) : since;
            if (at.isBefore(now) && member.number() % challenge.every() == 0) {
                var data = new LinkedHashMap<String, Object>(Map.of("challenge", challenge.id()));
                if (challenge.judged()) {
                    data.put("text", Texts.post(member, chance));
                }
                all.add(event(member, "challenge.entered", "challenge", at, data));
            }
        }
        if (member.number() % 9 == 1) {
            for (int run = 6; run >= 1; run--) {
                var at = now.minus(Duration.ofDays(3L * run)).plusSeconds(60L * member.number());
                if (at.isAfter(since)) {
                    all.add(event(member, "event.attended", "event", at, Map.of("event", "club-run-" + run)));
                }
            }
        }
        if (member.number() % 27 == 5 && since.plusSeconds(86_400).isBefore(now)) {
            all.add(event(
                    member,
                    "membership.paid",
                    "membership",
                    since.plusSeconds(86_400),
                    Map.of("plan", "plus", "order", "shop-" + member.number(), "amount", 199)));
        }
        return all;
    }

    /** What happens next: now and then somebody joins, mostly somebody does something. */
    List<SampleEvent> next(Instant now) {
        if (members.isEmpty() || chance.nextDouble() < 0.02) {
            return join(now);
        }
        return List.of(act(someone(), now));
    }

    private List<SampleEvent> join(Instant at) {
        var member = SampleMember.of(members.size(), settings.seed());
        admit(member);
        var data = new LinkedHashMap<String, Object>(
                Map.of("name", member.name(), "email", member.email(), "language", member.language()));
        if (member.number() >= settings.founders() && member.number() % 3 == 0) {
            data.put("code", PARTNERS_CODE);
        } else if (!codes.isEmpty() && member.number() % 3 == 1) {
            data.put("code", codes.get(chance.nextInt(codes.size())));
        }
        var joined = event(member, "member.joined", "join", at, data);
        if (chance.nextDouble() > 0.85) {
            return List.of(joined);
        }
        return List.of(joined, event(member, "charter.accepted", "charter", at.plusMillis(1), Map.of()));
    }

    private SampleEvent act(SampleMember member, Instant at) {
        double what = chance.nextDouble();
        if (posts.isEmpty() || what < 0.12) {
            return post(member, at);
        }
        String post = List.copyOf(posts).get(chance.nextInt(posts.size()));
        if (what < 0.50) {
            return event(member, "like.given", "like", at, Map.of("post", post));
        } else if (what < 0.66) {
            return event(
                    member,
                    "comment.created",
                    "comment",
                    at,
                    Map.of("post", post, "text", Texts.comment(member, chance)));
        } else if (what < 0.72) {
            return event(member, "answer.accepted", "answer", at, Map.of("post", post));
        } else if (what < 0.78) {
            return event(member, "share.made", "share", at, Map.of("post", post));
        } else if (what < 0.84) {
            return event(member, "vote.cast", "vote", at, Map.of("poll", "route-of-the-week"));
        } else if (what < 0.94) {
            double kilometres =
                    Math.round(10 * (3 + 7 * chance.nextDouble() * Math.min(3, member.energy()) / 2)) / 10.0;
            return event(
                    member,
                    "run.finished",
                    "run",
                    at,
                    Map.of("km", kilometres, "minutes", Math.round(kilometres * (5 + 2 * chance.nextDouble()))));
        } else if (what < 0.985) {
            double amount = Math.round(100 * 89 * member.generosity() * (0.5 + chance.nextDouble())) / 100.0;
            return event(
                    member, "order.paid", "order", at, Map.of("amount", amount, "quantity", 1 + chance.nextInt(3)));
        } else if (member.complains()) {
            return event(member, "complaint.filed", "complaint", at, Map.of("text", Texts.anger(member, chance)));
        }
        return event(
                member,
                "review.written",
                "review",
                at,
                Map.of("text", Texts.comment(member, chance), "stars", 3 + chance.nextInt(3)));
    }

    private SampleEvent post(SampleMember member, Instant at) {
        String text = member.complains() && chance.nextDouble() < 0.15
                ? Texts.anger(member, chance)
                : Texts.post(member, chance);
        var event = event(member, "post.created", "post", at, Map.of("text", text));
        posts.addLast(event.id());
        if (posts.size() > POSTS_REMEMBERED) {
            posts.removeFirst();
        }
        return event;
    }

    private SampleMember someone() {
        return byEnergy.higherEntry(chance.nextDouble() * energy).getValue();
    }

    private void admit(SampleMember member) {
        members.add(member);
        energy += member.energy();
        byEnergy.put(energy, member);
    }

    /** Joining and the charter happen once a member; a number tells all else apart. */
    private SampleEvent event(SampleMember member, String type, String kind, Instant at, Map<String, Object> data) {
        boolean once = kind.equals("join") || kind.equals("charter");
        int ordinal = once ? 0 : events.merge(member.number(), 1, Integer::sum);
        String id = String.format(
                Locale.ROOT, "%s-%05d-%s", kind, member.number(), once ? "0" : at.toEpochMilli() + "-" + ordinal);
        return new SampleEvent(id, type, member.subject(), at, settings.community(), new LinkedHashMap<>(data));
    }
}
