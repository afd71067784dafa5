package io.hearth.reward.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.MovableClock;
import io.hearth.account.Role;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.reward.RewardFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Eighteen months of a shop's purchases: each earns a point for a dollar, which expires after 180 days, and every third
 * purchase of a customer first redeems half of what is there. What the ledger says is compared with sums that know no lots.
 */
@HearthTest
class PurchasesTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int EXPIRE_AFTER = 180;
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    @Autowired
    Api api;

    @Autowired
    Members members;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MovableClock clock;

    @Autowired
    Ledger ledger;

    @Autowired
    Statement statement;

    @Autowired
    PointsCalendar calendar;

    @Autowired
    Policies policies;

    @Autowired
    LedgerCheck check;

    private RewardFixture fixture;

    private record Purchase(String customer, LocalDate day, long dollars) {}

    @Test
    void balancesOfAShopsRealCustomersAreThoseOfPlainSums() throws IOException {
        var file = Path.of(System.getProperty("hearth.test.data", "none"), "cdnow-sample.txt");
        assumeThat(file).as("the purchases, in -Dhearth.test.data").exists();
        assertThat(agree(read(file))).isGreaterThan(2_000);
    }

    @Test
    void balancesOfMadeUpCustomersAreThoseOfPlainSums() {
        var random = new Random(11);
        var purchases = new ArrayList<Purchase>();
        for (int customer = 0; customer < 25; customer++) {
            var day = LocalDate.of(1997, 1, 1).plusDays(random.nextInt(90));
            for (int i = random.nextInt(14); i >= 0; i--) {
                purchases.add(new Purchase("c" + customer, day, random.nextInt(80)));
                day = day.plusDays(random.nextInt(100));
            }
        }
        assertThat(agree(purchases)).isEqualTo(25);
    }

    /** Returns how many customers there were. */
    private int agree(List<Purchase> purchases) {
        fixture = new RewardFixture(api, members, transaction);
        api.as(Role.MARKETER).put("/reward-policies/" + fixture.community, Map.of("expireAfterDays", EXPIRE_AFTER));
        var byDay = new TreeMap<LocalDate, List<Purchase>>();
        purchases.forEach(one ->
                byDay.computeIfAbsent(one.day(), day -> new ArrayList<>()).add(one));
        var ids = new HashMap<String, MemberId>();
        var sums = new HashMap<String, PlainSums>();
        var policy = new Policy(fixture.community, 0, EXPIRE_AFTER, false);

        int number = 0;
        for (var day : byDay.entrySet()) {
            var noon = day.getKey().atTime(12, 0).atZone(ZONE).toInstant();
            clock.set(noon);
            for (var purchase : day.getValue()) {
                var member = ids.computeIfAbsent(purchase.customer(), unused -> fixture.member());
                var sum = sums.computeIfAbsent(purchase.customer(), unused -> new PlainSums());
                var cause = "order-" + number++;
                if (++sum.purchases % 3 == 0) {
                    long half = sum.balance(noon) / 2;
                    if (half > 0) {
                        var done = ledger.redeem(order(member, half, "use-" + cause, noon));
                        assertThat(done.isRefused()).as(cause).isFalse();
                        sum.spent(half, noon);
                    }
                }
                if (purchase.dollars() > 0) {
                    var expires = policies.expiry(policy, noon).orElseThrow();
                    ledger.earn(List.of(earning(member, purchase.dollars(), cause, noon, expires)));
                    sum.earned(purchase.dollars(), day.getKey());
                }
            }
        }
        var last = byDay.lastKey().plusDays(1).atStartOfDay(ZONE).toInstant();
        clock.set(last);
        calendar.look();

        // The server looks as well, at members whom this look then leaves to it.
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> ids.forEach((customer, member) -> assertThat(
                                statement.now(member, fixture.community).available())
                        .as(customer)
                        .isEqualTo(sums.get(customer).balance(last))));
        assertThat(check.check().right()).isTrue();
        return ids.size();
    }

    /** One customer's points by sums alone: what expires is what all that is due exceeds all that is gone. */
    private static final class PlainSums {

        private final TreeMap<Instant, Long> earnedUntil = new TreeMap<>();
        private long earned;
        private long gone;
        private int purchases;

        /** Good for 180 days after this one, in Shanghai. */
        void earned(long points, LocalDate day) {
            earned += points;
            earnedUntil.merge(
                    OffsetDateTime.of(day.plusDays(181), LocalTime.MIDNIGHT, ZoneOffset.ofHours(8))
                            .toInstant(),
                    points,
                    Long::sum);
        }

        void spent(long points, Instant at) {
            balance(at);
            gone += points;
        }

        long balance(Instant at) {
            long due = earnedUntil.headMap(at, true).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            gone = Math.max(gone, due);
            return earned - gone;
        }
    }

    private static List<Purchase> read(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.trim().split("\\s+"))
                .map(parts ->
                        new Purchase(parts[1], LocalDate.parse(parts[2], DAY), (long) Double.parseDouble(parts[4])))
                .toList();
    }

    private Order order(MemberId member, long points, String cause, Instant at) {
        return new Order(member, fixture.community, points, cause, "half off", "shop", null, at);
    }

    private Earning earning(MemberId member, long points, String cause, Instant at, Instant expires) {
        return new Earning(
                member,
                fixture.community,
                points,
                cause,
                "purchase",
                null,
                null,
                null,
                null,
                at,
                null,
                expires,
                null,
                cause);
    }
}
