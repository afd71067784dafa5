package io.hearth.collaboration;

import io.hearth.account.People;
import io.hearth.collaboration.PartnerProfile.Contact;
import io.hearth.collaboration.PartnerProfile.Platform;
import io.hearth.collaboration.PartnerProfile.Price;
import io.hearth.community.Communities;
import io.hearth.journey.RunTasks;
import io.hearth.task.Tasks;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives the sample community three partners, two collaborations that its people have begun, and an event with partners. */
@Component
@ConditionalOnProperty("hearth.simulator.enabled")
class SamplePartners {

    private static final Logger log = LoggerFactory.getLogger(SamplePartners.class);
    private static final String OWNER = "mei";
    private static final String APPROVER = "an";
    private static final String LEAD = "admin";

    /** What simulated members bring who come by the partner. */
    private static final String CODE = "RACEDAY22345";

    private final PartnerTable partners;
    private final Assessor assessor;
    private final Beginning beginning;
    private final Swaps swaps;
    private final JointEvents joint;
    private final CollaborationTable collaborations;
    private final Tasks tasks;
    private final People people;
    private final Communities communities;
    private final RunTasks runs;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SamplePartners(
            PartnerTable partners,
            Assessor assessor,
            Beginning beginning,
            Swaps swaps,
            JointEvents joint,
            CollaborationTable collaborations,
            Tasks tasks,
            People people,
            Communities communities,
            RunTasks runs,
            TransactionTemplate transaction,
            Clock clock) {
        this.partners = partners;
        this.assessor = assessor;
        this.beginning = beginning;
        this.swaps = swaps;
        this.joint = joint;
        this.collaborations = collaborations;
        this.tasks = tasks;
        this.people = people;
        this.communities = communities;
        this.runs = runs;
        this.transaction = transaction;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        var community = communities.usual();
        if (!communities.knows(community)
                || !partners.list(community, false, null, null, 1).isEmpty()
                || List.of(OWNER, APPROVER, LEAD).stream()
                        .anyMatch(name -> people.find(name).isEmpty())) {
            return;
        }
        try {
            transaction.executeWithoutResult(status -> make(community));
        } catch (RuntimeException fault) {
            log.warn("Expected to make sample partners, but {}", fault.toString());
        }
    }

    private void make(String community) {
        var lin = partner(community, lin());
        var magazine = partner(community, magazine());
        var shoes = partner(community, shoes());
        swaps.record(shoes.id(), "given", "秋季赛展位 A stand at the autumn race", 2_000, null, OWNER);
        swaps.record(shoes.id(), "received", "二十双跑鞋 Twenty pairs of shoes", 2_400, null, OWNER);
        var week = begin(lin, "晨跑一周 A week of mornings", 3_200, CODE);
        done(week, "userTask_Invite", OWNER, Map.of("channel", "wechat"));
        done(week, "userTask_RecordReply", OWNER, Map.of("reply", "counter", "asked", 4_500));
        done(week, "userTask_AnswerCounter", OWNER, Map.of("answer", "counter", "offer", 3_800));
        done(week, "userTask_RecordReply", OWNER, Map.of("reply", "yes"));
        done(
                week,
                "userTask_WriteBrief",
                OWNER,
                Map.of("brief", "连续七天的晨跑记录：路线、心情、遇到的人。A week of morning runs.", "deliverables", "一条视频 One video"));
        done(week, "userTask_ApproveContract", APPROVER, Map.of("contractOk", true));
        done(week, "userTask_Sign", OWNER, Map.of("signed", true, "contract", "K-2026-07"));
        done(week, "userTask_SubmitDraft", OWNER, Map.of("draftLink", "https://drafts.example/week-of-mornings"));
        var race = begin(magazine, "秋季赛报道 The autumn race", 6_000, null);
        done(race, "userTask_Invite", OWNER, Map.of("channel", "email"));
        together(community, magazine, shoes);
    }

    private void together(String community, Partner magazine, Partner shoes) {
        var starts = clock.instant().plus(Duration.ofDays(12));
        var before = starts.minus(Duration.ofDays(2));
        var brand = Long.toString(shoes.id());
        joint.plan(
                community,
                new JointPlan(
                        "江边夜跑 A night run by the river",
                        "一起跑十公里，现场试穿新鞋。Ten kilometres together, with new shoes to try.",
                        "https://club.example/night-run",
                        30,
                        starts,
                        starts.plus(Duration.ofHours(3)),
                        List.of(new JointPlan.Share(Long.toString(magazine.id()), 30), new JointPlan.Share(brand, 40)),
                        List.of(
                                new JointPlan.Duty(brand, "提供 40 双试穿鞋 Forty pairs of shoes to try", before),
                                new JointPlan.Duty(
                                        Long.toString(magazine.id()), "活动预告一篇 A report before the event", before),
                                new JointPlan.Duty(null, "确定路线和补给点 Route and water stops", before))),
                OWNER,
                LEAD);
    }

    private Partner partner(String community, PartnerProfile profile) {
        profile.check(clock.instant());
        var made =
                partners.find(partners.insert(community, profile, null, OWNER)).orElseThrow();
        assessor.assess(made, "created");
        return made;
    }

    private Collaboration begin(Partner partner, String title, long offer, @Nullable String code) {
        var plan = new Plan(
                title,
                "让更多人来晨跑 Bring more people to the morning runs",
                "https://club.example/join",
                30,
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(21),
                offer);
        var id = code == null
                ? beginning.begin(partner, OWNER, LEAD, null, plan)
                : beginning.begin(partner, OWNER, LEAD, null, plan, code);
        return collaborations.find(id).orElseThrow();
    }

    private void done(Collaboration one, String element, String by, Map<String, ?> answers) {
        runs.of(Objects.requireNonNull(one.run())).stream()
                .filter(waiting -> waiting.element().equals(element))
                .forEach(waiting -> tasks.completeFor(by, waiting.task(), answers));
    }

    private PartnerProfile lin() {
        return new PartnerProfile(
                "跑步的小林 Lin runs",
                "kol",
                List.of(
                        new Platform("抖音 Douyin", "@linruns", 186_000, new BigDecimal("6.2")),
                        new Platform("小红书 Xiaohongshu", "@linruns", 42_000, new BigDecimal("4.8"))),
                List.of(
                        new Price("视频 Video", BigDecimal.valueOf(4_500)),
                        new Price("笔记 Note", BigDecimal.valueOf(1_800))),
                List.of(),
                contact("微信 WeChat", "linruns-sample"),
                "喜欢清晨的江边路线。Likes the river at dawn.");
    }

    private PartnerProfile magazine() {
        return new PartnerProfile(
                "城市跑者 City Runner",
                "media",
                List.of(new Platform("公众号 Official account", "cityrunner", 64_000, new BigDecimal("2.1"))),
                List.of(new Price("报道 Report", BigDecimal.valueOf(6_000))),
                List.of(),
                contact("邮件 E-mail", "desk@cityrunner.example"),
                null);
    }

    private PartnerProfile shoes() {
        return new PartnerProfile(
                "轻步鞋业 Lightstep",
                "brand",
                List.of(new Platform("微博 Weibo", "lightstep", 8_300, new BigDecimal("0.7"))),
                List.of(),
                List.of("曾拖欠付款 Paid late before"),
                null,
                "想做联名款，尚未同意被联系。Not yet agreed to be contacted.");
    }

    private Contact contact(String how, String address) {
        return new Contact(how, address, clock.instant().minus(Duration.ofDays(30)), "合作登记表 Partner form");
    }
}
