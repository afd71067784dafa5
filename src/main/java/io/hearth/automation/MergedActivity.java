package io.hearth.automation;

import io.hearth.event.EventLog;
import io.hearth.member.Follows;
import io.hearth.member.Kept;
import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import io.hearth.member.Merge;
import io.hearth.member.activity.ActivityState;
import io.hearth.member.activity.ActivityStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * One activity of two: figures that add up are added, streaks that older days of the log make longer are read from
 * there. Both states of before are kept; undoing counts from them on what came since, each event for its own number.
 */
@Component
@Order(60)
class MergedActivity implements Follows {

    private static final String OF_MEMBER = "activity";
    private static final String OF_ALIAS = "activity-alias";

    private final ActivityStore store;
    private final StreaksOfLog streaks;
    private final EventLog log;
    private final Calendars calendars;
    private final Deciders deciders;
    private final MergedLevels levels;
    private final Kept kept;
    private final JdbcClient jdbc;

    MergedActivity(
            ActivityStore store,
            StreaksOfLog streaks,
            EventLog log,
            Calendars calendars,
            Deciders deciders,
            MergedLevels levels,
            Kept kept,
            JdbcClient jdbc) {
        this.store = store;
        this.streaks = streaks;
        this.log = log;
        this.calendars = calendars;
        this.deciders = deciders;
        this.levels = levels;
        this.kept = kept;
        this.jdbc = jdbc;
    }

    @Override
    public void merged(Merge merge) {
        var own = states(merge.member());
        var others = states(merge.alias());
        own.forEach((community, state) -> kept.keep(merge, OF_MEMBER, community, text(state)));
        others.forEach((community, state) -> kept.keep(merge, OF_ALIAS, community, text(state)));
        var joined = new ArrayList<ActivityStore.Saved>();
        others.forEach((community, other) -> {
            var state = own.getOrDefault(community, new ActivityState());
            boolean both = !state.eventTypes().isEmpty();
            state.join(other);
            if (both) {
                streaks.extend(state, merge, community);
            }
            joined.add(saved(merge.member(), community, state));
        });
        store.save(joined);
        forget(merge.alias());
        follow(merge);
        levels.merged(merge);
    }

    @Override
    public void unmerged(Merge merge) {
        var before = decoded(kept.data(merge, OF_MEMBER));
        var others = decoded(kept.data(merge, OF_ALIAS));
        var merged = states(merge.member());
        var collected = deciders.collected();
        for (var event : log.since(merge)) {
            boolean theirs = merge.ofAlias().contains(event.origin());
            var state = (theirs ? others : before).computeIfAbsent(event.community(), none -> new ActivityState());
            Recording.count(event, state, calendars.of(event.community()), collected);
        }
        merged.keySet().forEach(community -> before.putIfAbsent(community, new ActivityState()));
        var saved = new ArrayList<ActivityStore.Saved>();
        before.forEach((community, state) -> {
            var now = merged.getOrDefault(community, new ActivityState());
            state.rememberAs(now);
            state.inSegments(now.segments());
            saved.add(saved(merge.member(), community, state));
        });
        others.forEach((community, state) -> {
            state.rememberAs(merged.getOrDefault(community, new ActivityState()));
            state.inSegments(new TreeSet<>());
            saved.add(saved(merge.alias(), community, state));
        });
        forget(merge.member());
        forget(merge.alias());
        // The sweeper has both decided anew, whatever the calendar says.
        saved.forEach(one -> one.state().holdsUntil(merge.at()));
        store.save(saved);
        part(merge);
        levels.unmerged(merge);
    }

    private Map<String, ActivityState> states(MemberId member) {
        var found = new HashMap<String, ActivityState>();
        jdbc.sql("select community, state from activity where member = ? for update")
                .param(member.value())
                .query(row -> {
                    found.put(row.getString(1), ActivityStore.read(row.getBytes(2)));
                });
        return found;
    }

    private static ActivityStore.Saved saved(MemberId member, String community, ActivityState state) {
        return new ActivityStore.Saved(new MembershipKey(community, member), state, Optional.empty());
    }

    private static String text(ActivityState state) {
        return Base64.getEncoder().encodeToString(state.bytes());
    }

    private static Map<String, ActivityState> decoded(Map<String, String> kept) {
        var states = new HashMap<String, ActivityState>();
        kept.forEach((community, text) ->
                states.put(community, ActivityStore.read(Base64.getDecoder().decode(text))));
        return states;
    }

    private void forget(MemberId member) {
        jdbc.sql("delete from activity where member = ?").param(member.value()).update();
    }

    /** What rules did for each object, when they look again, and which journeys begin. */
    private void follow(Merge merge) {
        long member = merge.member().value();
        long alias = merge.alias().value();
        copyEffects(alias, member);
        jdbc.sql("""
                with gone as (delete from wake_up where member = ? returning community, due_at, rule, cause)
                insert into wake_up (member, community, due_at, rule, cause)
                select ?, community, due_at, rule, cause from gone on conflict do nothing
                """).params(alias, member).update();
        jdbc.sql("update command set member = ? where member = ?")
                .params(member, alias)
                .update();
    }

    /** Each keeps what rules did for the one person, so that nothing is done twice. */
    private void part(Merge merge) {
        long member = merge.member().value();
        long alias = merge.alias().value();
        copyEffects(member, alias);
        jdbc.sql("""
                update wake_up w set member = :alias from event e
                where w.member = :member and e.partition = split_part(w.cause, '-', 1)::smallint
                  and e.position = split_part(w.cause, '-', 2)::bigint and e.member_id = any(:numbers)
                """)
                .param("alias", alias)
                .param("member", member)
                .param("numbers", Merge.numbers(merge.ofAlias()))
                .update();
    }

    private void copyEffects(long from, long to) {
        jdbc.sql("""
                insert into effect (member, community, rule, object, at)
                select ?, community, rule, object, at from effect where member = ? on conflict do nothing
                """).params(to, from).update();
    }
}
