package io.hearth.member.activity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the live rules need to be added up beyond the counts that are always kept: sums of fields, and by day. */
public final class Collected {

    /** Keeps every day: for rules without a period. */
    public static final int FOR_EVER = DayBuckets.FOR_EVER;

    private static final Collected NOTHING = new Collected(List.of());

    private final Map<String, ForType> types = new HashMap<>();

    /** One need: the days of a type, or the sum of one of its fields, over as many days; none means the total only. */
    public record Need(String type, @Nullable String field, int days) {}

    /** What to keep of one type. */
    static final class ForType {

        int days;
        final List<Need> fields = new ArrayList<>();

        private void add(Need need) {
            if (need.field() == null) {
                days = Math.max(days, need.days());
                return;
            }
            for (int i = 0; i < fields.size(); i++) {
                if (need.field().equals(fields.get(i).field())) {
                    fields.set(i, need.days() > fields.get(i).days() ? need : fields.get(i));
                    return;
                }
            }
            fields.add(need);
        }
    }

    public Collected(Iterable<Need> needs) {
        for (var need : needs) {
            types.computeIfAbsent(need.type(), type -> new ForType()).add(need);
        }
    }

    public static Collected nothing() {
        return NOTHING;
    }

    @Nullable
    ForType of(String type) {
        return types.get(type);
    }
}
