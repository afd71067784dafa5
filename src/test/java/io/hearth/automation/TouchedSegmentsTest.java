package io.hearth.automation;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.HearthTest;
import io.hearth.community.Membership;
import io.hearth.community.Memberships;
import io.hearth.content.ContentFile;
import io.hearth.content.ContentFiles;
import io.hearth.content.Releases;
import io.hearth.decision.Decision;
import io.hearth.decision.DecisionSession;
import io.hearth.decision.Facts;
import io.hearth.decision.Rule;
import io.hearth.decision.Ruleset;
import io.hearth.decision.engine.RuleWorkbench;
import io.hearth.event.Effects;
import io.hearth.event.LoggedEvent;
import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import io.hearth.member.activity.ActivityState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Asking only the rules that an event touches must decide as asking all of them does, event by event. */
@HearthTest
class TouchedSegmentsTest {

    private static final String RULES = """
            rule "Posts and replies"
            why: to be tested
            owner: tests
            when
                the member posted at least 2 times in the last 3 days
            then
                the member belongs to New members
            end

            rule "Replies much"
            why: to be tested
            owner: tests
            when
                the member commented at least 3 times in the last 5 days
                the member's level is below Captain
            then
                the member belongs to New members
            end

            rule "Rich"
            why: to be tested
            owner: tests
            when
                the member has at least 60 points
            then
                the member belongs to Advocates
            end

            rule "Just posted"
            why: to be tested
            owner: tests
            when
                the member just posted
            then
                the member belongs to Contributors
            end

            rule "Away"
            why: to be tested
            owner: tests
            when
                the member commented at least 1 times in the last 30 days
                the member was last active at least 2 days ago
            then
                the member belongs to Dormant members
            end

            rule "Quiet likers"
            why: to be tested
            owner: tests
            when
                the member gave a like at least 2 times in the last 2 days
                the member last posted at least 1 days ago
            then
                the member belongs to Lost members
            end
            """;

    @Autowired
    private Releases releases;

    @Autowired
    private Calendars calendars;

    @Autowired
    private AsOf asOf;

    @Autowired
    private Memberships memberships;

    @Test
    void decidesAsAllRulesDo() {
        try (var workbench = RuleWorkbench.open()) {
            var rules = workbench.load(content());
            var asked = new ArrayList<String>();
            try (var some = decider(counting(rules, asked));
                    var all = decider(askingAll(rules))) {
                for (int seed = 0; seed < 60; seed++) {
                    follow(new Random(seed), some, all);
                }
            }
            assertThat(asked).contains("some", "all");
        }
    }

    private void follow(Random random, Decider some, Decider all) {
        var community = "touched-" + random.nextInt(1_000_000);
        var happenings = new Happenings(community);
        var member = Happenings.somebody();
        var one = state(community, member);
        var other = state(community, member);
        var time = Instant.parse("2026-03-01T08:00:00Z");
        for (int i = 0; i < 60; i++) {
            time = time.plus(Duration.ofMinutes(random.nextInt(3) == 0 ? random.nextInt(3_000) : 5));
            if (random.nextInt(10) == 0) {
                var points = random.nextInt(120);
                one.points = points;
                other.points = points;
            }
            if (random.nextInt(15) == 0) {
                var level = random.nextBoolean() ? "captain" : null;
                one.level = level;
                other.level = level;
            }
            // By which rules is unknown to the other one, so that all are asked.
            other.activity.inSegments(new TreeSet<>(other.activity.segments()));
            var event = event(random, happenings, member, time);
            var first = new Gathered(time);
            var second = new Gathered(time);
            some.decide(event, one, first);
            all.decide(event, other, second);

            assertThat(one.activity.segments()).isEqualTo(other.activity.segments());
            assertThat(first.segments).hasSameSizeAs(second.segments);
            assertThat(one.activity.holdsUntil()).isBeforeOrEqualTo(other.activity.holdsUntil());
        }
    }

    private static LoggedEvent event(Random random, Happenings happenings, MemberId member, Instant time) {
        var types = List.of(
                "post.created",
                "post.created",
                "comment.created",
                "comment.created",
                "like.given",
                Decider.CALENDAR_DUE);
        var late = random.nextInt(8) == 0 ? time.minus(Duration.ofDays(random.nextInt(4))) : time;
        return happenings.event(member, types.get(random.nextInt(types.size())), late, null, Map.of(), Effects.NONE);
    }

    private static MemberState state(String community, MemberId member) {
        var key = new MembershipKey(community, member);
        return new MemberState(
                key, new ActivityState(), Optional.empty(), "en", Map.of(), Set.of(), Membership.none(key), Set.of());
    }

    private Decider decider(Ruleset rules) {
        return new Decider(new Brain(rules, Declared.NOTHING, Set::of), rules.open(), calendars, asOf, memberships);
    }

    /** The packed catalogue and vocabulary with segment rules of our own. */
    private ContentFiles content() {
        var files = new ArrayList<ContentFile>();
        releases.live().files().forEach(file -> {
            if (file.path().equals("rules/catalogue.yaml") || file.path().equals("rules/vocabulary.dsl")) {
                files.add(file);
            }
        });
        files.add(new ContentFile("rules/segments/touched.dslr", RULES.getBytes(StandardCharsets.UTF_8)));
        return ContentFiles.of(files);
    }

    private static Ruleset counting(Ruleset rules, List<String> asked) {
        return new Around(rules, new Session(rules.open()) {
            @Override
            public Decision decide(String rulebook, Facts facts, Predicate<Rule> allowed) {
                asked.add("all");
                return super.decide(rulebook, facts, allowed);
            }

            @Override
            public Decision decideTouched(String rulebook, Facts facts) {
                asked.add("some");
                return of.decideTouched(rulebook, facts);
            }
        });
    }

    private static Ruleset askingAll(Ruleset rules) {
        return new Around(rules, new Session(rules.open())) {
            @Override
            public List<Rule> touchedBy(String rulebook, String eventType) {
                return rules.rules();
            }
        };
    }

    private static class Session implements DecisionSession {
        final DecisionSession of;

        Session(DecisionSession of) {
            this.of = of;
        }

        @Override
        public Decision decide(String rulebook, Facts facts, Predicate<Rule> allowed) {
            return of.decide(rulebook, facts, allowed);
        }

        @Override
        public String release() {
            return of.release();
        }

        @Override
        public void close() {
            of.close();
        }
    }

    private static class Around implements Ruleset {
        private final Ruleset of;
        private final DecisionSession session;

        Around(Ruleset of, DecisionSession session) {
            this.of = of;
            this.session = session;
        }

        @Override
        public String release() {
            return of.release();
        }

        @Override
        public List<Rule> rules() {
            return of.rules();
        }

        @Override
        public Set<io.hearth.decision.Aggregate> aggregates() {
            return of.aggregates();
        }

        @Override
        public Set<String> eventTypesUsed() {
            return of.eventTypesUsed();
        }

        @Override
        public String fingerprint(String rulebook) {
            return of.fingerprint(rulebook);
        }

        @Override
        public List<Rule> touchedBy(String rulebook, String eventType) {
            return of.touchedBy(rulebook, eventType);
        }

        @Override
        public DecisionSession open() {
            return session;
        }
    }
}
