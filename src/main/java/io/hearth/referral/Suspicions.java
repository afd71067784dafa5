package io.hearth.referral;

import io.hearth.event.Traces;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.member.Profile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What looks like fraud in referrals of one inviter. Nothing here refuses anything: it asks for a person. Devices and
 * addresses are what the data of events says ({@code device}, {@code address}), mostly hashes that the platform made.
 */
@Component
class Suspicions {

    private static final int LONGEST_RING = 8;

    private final JdbcClient jdbc;
    private final Members members;
    private final Traces traces;

    Suspicions(JdbcClient jdbc, Members members, Traces traces) {
        this.jdbc = jdbc;
        this.members = members;
        this.traces = traces;
    }

    /** What was found: why, and a hash of the device by which others are compared later. */
    record Found(Set<Suspicion> why, @Nullable String device) {}

    /** By the referral's number; all of one inviter and one programme. */
    Map<Long, Found> of(List<Referral> referrals, Programme programme) {
        var inviter = referrals.get(0).inviter();
        var people = new HashSet<>(List.of(inviter));
        referrals.forEach(one -> people.add(one.invited()));
        var profiles = members.profiles(people);
        var devices = traces.values(people, "device");
        var addresses = traces.values(people, "address");
        var rings = rings(referrals);
        var bursts = bursts(referrals, programme.mostAnHour());
        var hashes = new HashMap<Long, Set<String>>();
        referrals.forEach(one -> hashes.put(one.id(), hashes(devices.getOrDefault(one.invited(), Set.of()))));
        var shared = shared(referrals, hashes);
        var found = new HashMap<Long, Found>();
        for (var one : referrals) {
            var why = EnumSet.noneOf(Suspicion.class);
            add(why, Suspicion.SAME_MEMBER, one.invited().equals(inviter));
            var invited = one.invited();
            if (!invited.equals(inviter)) {
                add(why, Suspicion.SAME_EMAIL, same(profiles, inviter, invited, Suspicions::email));
                add(why, Suspicion.SAME_PHONE, same(profiles, inviter, invited, Suspicions::phone));
                add(why, Suspicion.SAME_DEVICE, meet(devices, inviter, invited));
                add(why, Suspicion.SAME_ADDRESS, meet(addresses, inviter, invited));
            }
            add(why, Suspicion.SHARED_DEVICE, shared.contains(one.id()));
            add(why, Suspicion.RING, rings.contains(one.id()));
            add(why, Suspicion.BURST, bursts.contains(one.id()));
            found.put(
                    one.id(),
                    new Found(
                            why,
                            hashes.getOrDefault(one.id(), Set.of()).stream()
                                    .findFirst()
                                    .orElse(null)));
        }
        return found;
    }

    private static void add(Set<Suspicion> why, Suspicion one, boolean so) {
        if (so) {
            why.add(one);
        }
    }

    private interface Contact {
        @Nullable
        String of(Profile profile);
    }

    private static boolean same(Map<MemberId, Profile> profiles, MemberId one, MemberId other, Contact contact) {
        var first = profiles.get(one);
        var second = profiles.get(other);
        if (first == null || second == null) {
            return false;
        }
        var value = contact.of(first);
        return value != null && value.equals(contact.of(second));
    }

    /** As a mailbox takes it: small letters, without what comes after a plus, and at Gmail without dots. */
    static @Nullable String email(Profile profile) {
        var email = profile.email();
        int at = email == null ? -1 : email.lastIndexOf('@');
        if (email == null || at < 1) {
            return null;
        }
        var name = email.substring(0, at).toLowerCase(Locale.ROOT);
        var host = email.substring(at + 1).toLowerCase(Locale.ROOT);
        int plus = name.indexOf('+');
        var plain = plus > 0 ? name.substring(0, plus) : name;
        boolean gmail = host.equals("gmail.com") || host.equals("googlemail.com");
        return (gmail ? plain.replace(".", "") + "@gmail.com" : plain + "@" + host);
    }

    private static @Nullable String phone(Profile profile) {
        var phone = profile.phone();
        var digits = phone == null ? "" : phone.replaceAll("[^0-9]", "");
        return digits.length() < 6 ? null : digits.substring(Math.max(0, digits.length() - 11));
    }

    private static boolean meet(Map<MemberId, Set<String>> values, MemberId one, MemberId other) {
        var theirs = values.getOrDefault(other, Set.of());
        return values.getOrDefault(one, Set.of()).stream().anyMatch(theirs::contains);
    }

    /** Who was invited, directly or not, by the one whom he invites. */
    private Set<Long> rings(Collection<Referral> referrals) {
        return new HashSet<>(jdbc.sql("""
                with recursive up (id, who, goal, depth) as (
                    select id, inviter, invited, 1 from referral where id = any(?)
                    union
                    select up.id, p.inviter, up.goal, up.depth + 1
                    from up join referral p on p.invited = up.who and p.joined_at is not null
                    where up.depth < ? and up.who <> up.goal)
                select distinct id from up where who = goal and depth > 1
                """)
                .params(ids(referrals), LONGEST_RING)
                .query(Long.class)
                .list());
    }

    /** Whose join lies in some hour with more joins of the same inviter than the programme lets pass. */
    private Set<Long> bursts(Collection<Referral> referrals, int most) {
        return new HashSet<>(jdbc.sql("""
                select r.id from referral r
                where r.id = any(?) and exists (
                    select from referral last
                    where last.inviter = r.inviter and last.programme = r.programme
                      and last.joined_at >= r.joined_at and last.joined_at < r.joined_at + interval '1 hour'
                      and (select count(*) from (
                            select from referral o
                            where o.inviter = r.inviter and o.programme = r.programme
                              and o.joined_at > last.joined_at - interval '1 hour' and o.joined_at <= last.joined_at
                            limit ?) joins) > ?)
                """)
                .params(ids(referrals), most + 1, most)
                .query(Long.class)
                .list());
    }

    /** Whose device another member invited to the same programme has, settled before or now. */
    private Set<Long> shared(List<Referral> referrals, Map<Long, Set<String>> hashes) {
        var shared = new HashSet<Long>();
        var seen = new HashMap<String, Long>();
        for (var one : referrals) {
            for (var hash : hashes.getOrDefault(one.id(), Set.of())) {
                var other = seen.putIfAbsent(hash, one.id());
                if (other != null && other != one.id()) {
                    shared.add(one.id());
                }
            }
        }
        if (!seen.isEmpty()) {
            jdbc.sql("""
                    select distinct device from referral
                    where programme = ? and device = any(?) and id <> all(?)
                    """)
                    .params(referrals.get(0).programme(), seen.keySet().toArray(String[]::new), ids(referrals))
                    .query(String.class)
                    .list()
                    .forEach(device -> hashes.forEach((id, own) -> add(shared, id, own.contains(device))));
        }
        return shared;
    }

    private static void add(Set<Long> all, Long one, boolean so) {
        if (so) {
            all.add(one);
        }
    }

    private static Set<String> hashes(Set<String> values) {
        var hashes = new TreeSet<String>();
        values.forEach(value -> hashes.add(hash(value)));
        return hashes;
    }

    private static String hash(String value) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static long[] ids(Collection<Referral> referrals) {
        return referrals.stream().mapToLong(Referral::id).toArray();
    }
}
