package io.hearth.reward;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.MovableClock;
import io.hearth.account.Role;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.member.MembershipKey;
import io.hearth.reward.ledger.Ledger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Points within a budget and each member's limit of a day, badges and levels, at random, against what one would write down.
 * The database cuts the line before any statement, and what was asked for is asked for again; so is what was done before.
 */
@HearthTest
class GivingModelTest {

    private static final int GIVEN = 140;
    private static final long BUDGET = 1_500;
    private static final long EACH_DAY = 90;
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Autowired
    Api api;

    @Autowired
    Members members;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MovableClock clock;

    @Autowired
    Rewards rewards;

    @Autowired
    Ledger ledger;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource source;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final Map<MemberId, Paper> paper = new HashMap<>();
    private final List<Award> before = new ArrayList<>();
    private RewardFixture fixture;
    private CutOff cutOff;
    private long spent;
    private Instant now = Instant.parse("2027-03-01T00:00:00Z");

    /** One member's. */
    private static final class Paper {
        long points;
        String level;
        final Set<String> badges = new TreeSet<>();
        final Map<String, Boolean> lost = new HashMap<>();
        final Map<LocalDate, Long> byDay = new HashMap<>();
        final Map<String, Award> given = new HashMap<>();
        final Set<String> badgeCauses = new HashSet<>();
    }

    @Test
    void agreesWithWhatOneWouldWriteDown() {
        clock.set(now);
        fixture = new RewardFixture(api, members, transaction);
        cutOff = new CutOff(source, transaction);
        var marketer = api.as(Role.MARKETER);
        var budget = budget(marketer, Map.of("name", "all", "points", BUDGET));
        budget(marketer, Map.of("name", "each", "per", "member", "period", "day", "points", EACH_DAY));
        fixture.members(3).forEach(member -> paper.put(member, new Paper()));
        var people = paper.keySet().stream().sorted().toList();

        for (int i = 0; i < GIVEN; i++) {
            if (random.nextInt(6) == 0) {
                now = now.plusSeconds(random.nextInt(86_400));
                clock.set(now);
            }
            var member = people.get(random.nextInt(people.size()));
            if (!before.isEmpty() && random.nextInt(6) == 0) {
                give(before.get(random.nextInt(before.size())));
            } else if (random.nextInt(8) == 0) {
                reverse(member);
            } else {
                give(new Award(member, fixture.community, any(), "cause-" + i, "r#r", null, null, now));
            }
        }

        paper.forEach(this::check);
        assertThat(marketer()
                        .get("/budgets/" + budget)
                        .json()
                        .path("budget")
                        .path("spent")
                        .asLong())
                .as("spent with seed %d", seed)
                .isEqualTo(spent)
                .isLessThanOrEqualTo(BUDGET);
        assertThat(rewards.accounts(fixture.community)).containsEntry("budget/" + budget, BUDGET - spent);
        var check = api.as(Role.OPERATOR).post("/ledger/checks", null).json();
        assertThat(check.path("right").asBoolean())
                .as("%s with seed %d", check, seed)
                .isTrue();
    }

    private void check(MemberId member, Paper written) {
        var key = new MembershipKey(fixture.community, member);
        var standing = rewards.standings(Set.of(key)).get(key);
        assertThat(standing.points())
                .as("points of %s with seed %d", member, seed)
                .isEqualTo(written.points);
        assertThat(standing.level())
                .as("level of %s with seed %d", member, seed)
                .isEqualTo(written.level);
        assertThat(new TreeSet<>(standing.badges()))
                .as("badges of %s with seed %d", member, seed)
                .isEqualTo(written.badges)
                .isEqualTo(new TreeSet<>(rows("""
                        select badge from badge_grant where member = ? and community = ? and revoked_at is null
                        """, member)));
        assertThat(rows(
                        "select level from level_history where member = ? and community = ? order by id desc limit 1",
                        member))
                .as("history of %s with seed %d", member, seed)
                .isEqualTo(written.level == null ? List.of() : List.of(written.level));
    }

    private List<String> rows(String sql, MemberId member) {
        return jdbc.sql(sql)
                .params(member.value(), fixture.community)
                .query(String.class)
                .list();
    }

    private Award.Given any() {
        return switch (random.nextInt(7)) {
            case 0 -> new Award.Level(random.nextBoolean() ? "regular" : "pacer");
            case 1 -> new Award.Badge(random.nextBoolean() ? "helper" : "first-run");
            case 2 ->
                new Award.BadgeTaken(random.nextBoolean() ? "helper" : "first-run", random.nextInt(4) > 0, "test");
            default -> new Award.Points(1 + random.nextInt(40), "r");
        };
    }

    private void give(Award award) {
        int refused = carryOut(() -> rewards.award(List.of(award)).size());
        if (!before.contains(award)) {
            before.add(award);
        }
        var written = Objects.requireNonNull(paper.get(award.member()));
        if (award.given() instanceof Award.Points points) {
            if (!written.given.containsKey(award.cause())) {
                var day = LocalDate.ofInstant(award.at(), ZONE);
                long today = written.byDay.getOrDefault(day, 0L);
                boolean fits = spent + points.points() <= BUDGET && today + points.points() <= EACH_DAY;
                assertThat(refused).as("%s with seed %d", award, seed).isEqualTo(fits ? 0 : 1);
                if (fits) {
                    written.given.put(award.cause(), award);
                    written.byDay.put(day, today + points.points());
                    written.points += points.points();
                    spent += points.points();
                }
            }
        } else if (award.given() instanceof Award.Level level) {
            written.level = level.level();
        } else if (!written.badgeCauses.contains(award.cause()) && badge(award, written)) {
            written.badgeCauses.add(award.cause());
        }
    }

    /** Whether that changed anything; only then the same cause changes nothing afterwards. */
    private static boolean badge(Award award, Paper written) {
        if (award.given() instanceof Award.Badge badge) {
            return written.lost.getOrDefault(badge.badge(), true) && written.badges.add(badge.badge());
        }
        var taken = (Award.BadgeTaken) award.given();
        boolean had = written.badges.remove(taken.badge());
        if (had || written.lost.containsKey(taken.badge()) && written.lost.get(taken.badge()) != taken.again()) {
            written.lost.put(taken.badge(), taken.again());
            return true;
        }
        return false;
    }

    /** What is undone goes back into the budget; the day stays used. */
    private void reverse(MemberId member) {
        var written = Objects.requireNonNull(paper.get(member));
        var causes = written.given.keySet().stream().sorted().toList();
        if (causes.isEmpty() || written.points == 0) {
            return;
        }
        var cause = causes.get(random.nextInt(causes.size()));
        long points =
                ((Award.Points) Objects.requireNonNull(written.given.get(cause)).given()).points();
        var undone = carryOut(() -> ledger.reverse(member, fixture.community, cause, "wrong", "test", now));
        if (!undone.again()) {
            assertThat(undone.points()).as("undo %s with seed %d", cause, seed).isEqualTo(points);
            written.points -= points;
            spent -= points;
        }
    }

    private <T> T carryOut(Supplier<T> work) {
        if (random.nextInt(8) == 0) {
            var done = new ArrayList<T>();
            boolean cut = cutOff.before(1 + random.nextInt(10), () -> done.add(work.get()));
            if (!cut) {
                return done.get(0);
            }
        }
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    private Api.Client marketer() {
        return api.as(Role.MARKETER);
    }

    private String budget(Api.Client marketer, Map<String, Object> budget) {
        var wanted = new HashMap<>(budget);
        wanted.put("community", fixture.community);
        var made = marketer.post("/budgets", wanted);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.json().path("id").asString();
    }
}
