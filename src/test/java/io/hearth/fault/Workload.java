package io.hearth.fault;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A seeded stream of events about some members: joining first, then all that the lab's rules look at. */
final class Workload {

    /** More than the rule's arithmetic can hold: an event that can never be decided. */
    static final String POISON = "{\"amount\":4000000000000000000}";

    private final Random random;
    private final String name;
    private final int firstMember;
    private final int members;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private int next;

    Workload(String name, long seed, int firstMember, int members) {
        this.random = new Random(seed * 31 + name.hashCode());
        this.name = name;
        this.firstMember = firstMember;
        this.members = members;
    }

    /** Everybody joins, and half of them accept the charter. */
    List<Happening> joining() {
        var all = new ArrayList<Happening>();
        for (int i = 0; i < members; i++) {
            int member = firstMember + i;
            all.add(new Happening(
                    name + "-j" + i,
                    member,
                    "member.joined",
                    now.minusSeconds(200_000),
                    null,
                    "{\"name\":\"U" + member + "\",\"email\":\"u" + member + "@lab.invalid\",\"language\":\"en\"}"));
            if (i % 2 == 0) {
                all.add(new Happening(
                        name + "-c" + i,
                        member,
                        "charter.accepted",
                        now.minusSeconds(190_000),
                        null,
                        "{\"version\":1}"));
            }
        }
        return all;
    }

    List<Happening> events(int count) {
        var all = new ArrayList<Happening>(count);
        for (int i = 0; i < count; i++) {
            all.add(event());
        }
        return all;
    }

    private Happening event() {
        var id = name + "-" + next++;
        int member = firstMember + random.nextInt(members);
        var time = now.minusSeconds(random.nextInt(170_000));
        return switch (random.nextInt(6)) {
            case 0 -> new Happening(id, member, "post.created", time, null, "{\"text\":\"a line\"}");
            case 1 -> new Happening(id, member, "run.finished", time, null, "{\"km\":5}");
            case 2 ->
                new Happening(
                        id, member, "answer.accepted", time, null, "{\"answer\":\"a" + random.nextInt(40) + "\"}");
            case 3 ->
                new Happening(id, member, "complaint.filed", time, "o" + random.nextInt(3), "{\"text\":\"too late\"}");
            default -> new Happening(id, member, "order.paid", time, null, "{\"amount\":" + random.nextInt(9) + "}");
        };
    }

    /** Each of them earns points. */
    List<Happening> purchases(int count) {
        var all = new ArrayList<Happening>(count);
        for (int i = 0; i < count; i++) {
            int member = firstMember + random.nextInt(members);
            var time = now.minusSeconds(random.nextInt(170_000));
            var data = "{\"amount\":" + (1 + random.nextInt(8)) + "}";
            all.add(new Happening(name + "-" + next++, member, "order.paid", time, null, data));
        }
        return all;
    }

    Happening poison() {
        return new Happening(
                name + "-p" + next++, firstMember + random.nextInt(members), "order.paid", now, null, POISON);
    }

    /** Each event one to five times, in any order. */
    List<Happening> repeatedAndShuffled(List<Happening> once) {
        var all = new ArrayList<Happening>();
        once.forEach(event -> {
            for (int n = random.nextInt(5); n >= 0; n--) {
                all.add(event);
            }
        });
        java.util.Collections.shuffle(all, random);
        return all;
    }

    /** The members' names on the platform that the events come from. */
    List<String> subjects() {
        return java.util.stream.IntStream.range(firstMember, firstMember + members)
                .mapToObj(member -> "u" + member)
                .toList();
    }
}
