package io.hearth.contest.draw;

import io.hearth.member.MemberId;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws winners from a list by a seed: the same list and seed always draw the same. All of it can be done again with a
 * pencil, SHA-256 and the guide for marketers, where the steps are written down.
 */
final class Drawing {

    private static final BigInteger ALL = BigInteger.ONE.shiftLeft(64);

    private Drawing() {}

    /** One who takes part; its tickets follow those of the one before. */
    record Entrant(MemberId member, int tickets) {}

    /** One look: a hash gave a ticket, and its owner won, or had won before, or the number was too large to be fair. */
    record Step(
            long counter,
            String hash,
            long ticket,
            @Nullable MemberId member,
            String outcome) {}

    record Result(List<MemberId> winners, List<Step> steps) {}

    /** The list as it is hashed: a line for each, by number, such as {@code m-71 3}. */
    static String list(List<Entrant> entrants) {
        var list = new StringBuilder();
        entrants.forEach(one ->
                list.append(one.member()).append(' ').append(one.tickets()).append('\n'));
        return list.toString();
    }

    static List<Entrant> entrants(String list) {
        return list.lines()
                .map(line -> line.split(" ", 2))
                .map(line -> new Entrant(MemberId.parse(line[0]), Integer.parseInt(line[1])))
                .toList();
    }

    static String seed(String secret, String listHash, String publicValue) {
        return sha256(secret + "\n" + listHash + "\n" + publicValue);
    }

    /** At most so many winners, none of them twice. */
    static Result draw(List<Entrant> entrants, String seed, int most) {
        var ends = new long[entrants.size()];
        long all = 0;
        for (int i = 0; i < ends.length; i++) {
            all += entrants.get(i).tickets();
            ends[i] = all;
        }
        var winners = new ArrayList<MemberId>();
        var steps = new ArrayList<Step>();
        var won = new HashSet<MemberId>();
        int wanted = Math.min(most, entrants.size());
        var tickets = BigInteger.valueOf(all);
        for (long counter = 0; winners.size() < wanted; counter++) {
            var hash = sha256(seed + ":" + counter);
            var number = new BigInteger(hash.substring(0, 16), 16);
            if (number.compareTo(ALL.subtract(ALL.mod(tickets))) >= 0) {
                steps.add(new Step(counter, hash, -1, null, "unfair"));
                continue;
            }
            long ticket = number.mod(tickets).longValueExact();
            var member = entrants.get(owner(ends, ticket)).member();
            boolean first = won.add(member);
            steps.add(new Step(counter, hash, ticket, member, first ? "won" : "again"));
            if (first) {
                winners.add(member);
            }
        }
        return new Result(winners, steps);
    }

    /** The first whose tickets end after this one. */
    private static int owner(long[] ends, long ticket) {
        int low = 0;
        int high = ends.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[middle] > ticket) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
