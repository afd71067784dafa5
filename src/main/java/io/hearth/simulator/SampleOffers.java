package io.hearth.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the people of the sample community have set up for its members: budgets, coupons, a catalogue, challenges, draws, an
 * award for contributors, and invitations. Made as a marketer would, before the members' past is told; finished once that
 * is decided.
 */
final class SampleOffers {

    private static final Logger log = LoggerFactory.getLogger(SampleOffers.class);
    private static final int SPENDERS = 12;
    private static final int INVITERS = 5;

    /** Later in a month too little of the members' past is in the month before. */
    private static final int LAST_MONTH_REACHES = 14;

    private static final String VALUE = "03 11 17 22 30 33 + 09";

    private final String community;
    private final PublicApi api;
    private final Instant now;
    private final List<Open> challenges = new ArrayList<>();
    private final List<String> codes = new ArrayList<>();
    private final List<String> items = new ArrayList<>();
    private String lastChallenge = "";
    private String lastDraw = "";
    private String award = "";
    private String programme = "";

    /**
     * A challenge that members enter.
     *
     * @param every how manieth member does
     * @param judged whether an entry needs a text
     */
    record Open(String id, Instant from, int every, boolean judged) {}

    SampleOffers(String community, PublicApi api, Instant now) {
        this.community = community;
        this.api = api;
        this.now = now;
        api.put("/api/v1/reward-policies/" + community, Map.of("expireAfterDays", 365, "transfers", true));
        budgets();
        catalogue(coupons());
        makeChallenges();
        draws();
        award = made(
                "/api/v1/contributor-awards",
                Map.of(
                        "name",
                        name("月度贡献者", "Contributor of the month"),
                        "measure",
                        "points",
                        "listed",
                        5,
                        "voters",
                        2,
                        "voterGroup",
                        "volunteers",
                        "prize",
                        Map.of("kind", "points", "points", 200)));
        programme = made(
                "/api/v1/referral-programmes",
                Map.of(
                        "name",
                        "一起跑 · Run together",
                        "steps",
                        List.of(Map.of("event", "member.joined"), Map.of("event", "run.finished")),
                        "page",
                        "https://club.example/join",
                        "inviterPoints",
                        50,
                        "invitedPoints",
                        20,
                        "mostAnHour",
                        60));
    }

    private void budgets() {
        made(
                "/api/v1/budgets",
                Map.of(
                        "name",
                        "晨跑季 · Morning season",
                        "source",
                        "rules/rewards/running.dslr",
                        "points",
                        12_000,
                        "warnPercent",
                        80,
                        "startsAt",
                        days(-30).toString(),
                        "endsAt",
                        days(60).toString()));
        made(
                "/api/v1/budgets",
                Map.of(
                        "name",
                        "每人每天 · Each member, each day",
                        "source",
                        "rules/rewards/contribution.dslr",
                        "per",
                        "member",
                        "period",
                        "day",
                        "points",
                        100));
        made(
                "/api/v1/budgets",
                Map.of(
                        "name", "内容激励 · For contributions",
                        "source", "rules/rewards/contribution.dslr",
                        "period", "week",
                        "points", 4_000));
    }

    private String coupons() {
        var shoes = made(
                "/api/v1/coupon-pools",
                Map.of("name", "跑鞋九折 · Shoes 10% off", "benefit", "10% off shoes", "validDays", 30, "generate", 200));
        made(
                "/api/v1/coupon-pools",
                Map.of("name", "回归券", "benefit", "满 100 减 20 · 20 off 100", "validDays", 14, "generate", 100));
        return shoes;
    }

    private void catalogue(String pool) {
        items.add(item(name("跑鞋九折券", "Shoes 10% off"), "coupon", 40, Map.of("pool", Long.valueOf(pool))));
        items.add(item(name("号码布定制", "A bib with your name"), "gift", 60, Map.of("stock", 40, "perMember", 1)));
        items.add(
                item(name("优先报名", "Early entry"), "privilege", 30, Map.of("privilege", "early-entry", "termDays", 30)));
        items.add(item(name("运动水壶", "Water bottle"), "gift", 120, Map.of("stock", 15)));
        item(name("俱乐部跑衫", "Club shirt"), "gift", 300, Map.of("stock", 50, "perMember", 1));
    }

    private String item(Map<String, String> name, String kind, int points, Map<String, Object> more) {
        var wanted = new HashMap<String, Object>(more);
        wanted.putAll(Map.of("name", name, "kind", kind, "points", points));
        return made("/api/v1/catalogue", wanted);
    }

    private void makeChallenges() {
        challenge(
                name("两周百公里", "A hundred kilometres in a fortnight"),
                7,
                -7,
                7,
                2,
                Map.of(
                        "measure",
                        "sum",
                        "eventType",
                        "run.finished",
                        "field",
                        "km",
                        "mostPerDay",
                        42,
                        "prizes",
                        List.of(
                                Map.of("from", 1, "prize", Map.of("kind", "badge", "badge", "hundred-km")),
                                Map.of("from", 1, "to", 3, "prize", Map.of("kind", "points", "points", 100)))));
        challenge(
                name("最美晨光", "The finest morning"),
                3,
                -3,
                10,
                20,
                Map.of(
                        "measure",
                        "judged",
                        "judgeGroup",
                        "volunteers",
                        "judges",
                        1,
                        "prizes",
                        List.of(Map.of("from", 1, "prize", Map.of("kind", "points", "points", 80)))));
        lastChallenge = challenge(
                name("答疑周", "A week of answers"),
                14,
                -14,
                0,
                3,
                Map.of(
                        "measure",
                        "count",
                        "eventType",
                        "answer.accepted",
                        "mostPerDay",
                        5,
                        "prizes",
                        List.of(Map.of("from", 1, "to", 3, "prize", Map.of("kind", "points", "points", 60)))));
    }

    private String challenge(
            Map<String, String> name, int ago, int from, int until, int every, Map<String, Object> more) {
        var wanted = new HashMap<String, Object>(more);
        wanted.putAll(Map.of(
                "name", name,
                "startsAt", days(from).toString(),
                "endsAt", days(until).minusSeconds(1).toString()));
        var id = made("/api/v1/challenges", wanted);
        challenges.add(new Open(id, days(-ago), every, "judged".equals(more.get("measure"))));
        return id;
    }

    private void draws() {
        var source = "之后第一期双色球开奖号码 · The next lottery\u2019s numbers";
        var prizes = List.of(
                Map.of("count", 1, "prize", Map.of("kind", "points", "points", 300)),
                Map.of("count", 5, "prize", Map.of("kind", "points", "points", 50)));
        made(
                "/api/v1/draws",
                Map.of(
                        "name",
                        name("跑出好运", "Run for luck"),
                        "ticketEvent",
                        "run.finished",
                        "mostTickets",
                        10,
                        "prizes",
                        prizes,
                        "publicSource",
                        source,
                        "startsAt",
                        days(-7).toString(),
                        "endsAt",
                        days(10).toString()));
        lastDraw = made(
                "/api/v1/draws",
                Map.of(
                        "name",
                        name("分享有礼", "Thanks for sharing"),
                        "ticketEvent",
                        "share.made",
                        "mostTickets",
                        3,
                        "prizes",
                        prizes,
                        "publicSource",
                        source,
                        "startsAt",
                        days(-14).toString(),
                        "endsAt",
                        days(0).minusSeconds(1).toString()));
    }

    List<Open> challenges() {
        return challenges;
    }

    /** Those of the busiest members, for their friends. */
    List<String> codes() {
        return codes;
    }

    boolean pastIsDecided() {
        return api.get("/api/v1/pipeline").path("lag").asLong() == 0;
    }

    /** What ended is closed, and who has points spends some; what can't be done is left out. */
    void finish() {
        attempt(() -> api.post("/api/v1/challenges/" + lastChallenge + "/close", Map.of()));
        attempt(() -> api.post("/api/v1/draws/" + lastDraw + "/close", Map.of()));
        attempt(() -> api.post("/api/v1/draws/" + lastDraw + "/draw", Map.of("publicValue", VALUE)));
        var today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        if (today.getDayOfMonth() <= LAST_MONTH_REACHES) {
            var month = YearMonth.from(today).minusMonths(1).toString();
            attempt(() -> api.post("/api/v1/contributor-awards/" + award + "/rounds", Map.of("month", month)));
        }
        int place = 0;
        for (var one : api.get("/api/v1/leaderboard?community=" + community + "&period=all&limit=" + SPENDERS)
                .path("items")) {
            var member = one.path("member").asString();
            if (place < INVITERS) {
                attempt(() -> codes.add(
                        api.post("/api/v1/referral-programmes/" + programme + "/codes", Map.of("member", member))
                                .path("code")
                                .asString()));
            }
            var item = items.get(place++ % items.size());
            attempt(() -> api.post(
                    "/api/v1/catalogue/" + item + "/redemptions", Map.of("member", member, "key", "sample-1")));
        }
    }

    private static void attempt(Runnable step) {
        try {
            step.run();
        } catch (PublicApi.Unanswered refused) {
            log.debug("The sample goes on without this: {}", refused.getMessage());
        }
    }

    /** Returns the number of what was made. */
    private String made(String path, Map<String, ?> wanted) {
        var whole = new HashMap<String, Object>(wanted);
        whole.put("community", community);
        return api.post(path, whole).path("id").asString();
    }

    private static Map<String, String> name(String zh, String en) {
        return Map.of("zh", zh, "en", en);
    }

    private Instant days(int from) {
        return now.plus(Duration.ofDays(from));
    }
}
