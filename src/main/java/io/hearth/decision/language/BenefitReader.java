package io.hearth.decision.language;

import io.hearth.decision.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what the catalogue says about coupons, gifts, plans that are paid for, and what levels follow. */
final class BenefitReader {

    private static final int LONGEST_DAYS = 3650;

    private final Problems problems;
    private final Map<String, String> stores = new HashMap<>();

    BenefitReader(Problems problems) {
        this.problems = problems;
    }

    /** The pool or item that a coupon or gift is taken from, by kind and id. */
    Map<String, String> stores() {
        return stores;
    }

    Named coupon(String id, YamlTree tree) {
        return stored("coupon", "pool", id, tree);
    }

    Named gift(String id, YamlTree tree) {
        return stored("gift", "item", id, tree);
    }

    private Named stored(String kind, String key, String id, YamlTree tree) {
        var parts = tree.entries("name", key);
        var store = parts.get(key);
        var text = store == null ? id : store.textOr(id);
        if (text.isBlank() || text.length() > 100) {
            problems.error(tree.line(), "Expected the " + key + "'s name, of 1 to 100 characters.");
        }
        stores.put(kind + "/" + id, text);
        return CatalogueReader.name(id, parts.get("name"));
    }

    Catalogue.Plan plan(String id, YamlTree tree, Set<String> known) {
        var parts = tree.entries("name", "term", "grace", "privileges");
        var privileges = new ArrayList<String>();
        for (var item :
                parts.containsKey("privileges") ? parts.get("privileges").items() : List.<YamlTree>of()) {
            var privilege = item.textOr("");
            if (!known.contains(privilege)) {
                problems.error(item.line(), "There is no privilege '" + privilege + "'.");
            }
            privileges.add(privilege);
        }
        int term = days(parts.get("term"));
        if (term < 1) {
            problems.error(tree.line(), "The plan " + id + " does not say its term, such as 'term: 30 days'.");
        }
        return new Catalogue.Plan(
                CatalogueReader.name(id, parts.get("name")), term, days(parts.get("grace")), List.copyOf(privileges));
    }

    Catalogue.Levelling levelling(@Nullable YamlTree tree) {
        if (tree == null) {
            return Catalogue.Levelling.USUAL;
        }
        var parts = tree.entries("follows", "period", "grace");
        var follows = parts.get("follows");
        var word = follows == null ? "points" : follows.textOr("");
        if (!Set.of("points", "rules").contains(word)) {
            problems.error(tree.line(), "Levels follow 'points' or 'rules', but not '" + word + "'.");
        }
        var period = parts.get("period");
        return new Catalogue.Levelling(
                word.equals("points"), period == null ? "ever" : period(period), days(parts.get("grace")));
    }

    private String period(YamlTree tree) {
        var found = Periods.period(tree.textOr("")).map(value -> (String) value.value());
        if (found.isEmpty() || Period.parse(found.get()).kind() == Period.Kind.TODAY) {
            problems.error(
                    tree.line(),
                    "Points count 'this week', 'this month', 'this year', 'in the last 365 days' or 'ever', but not '"
                            + tree.textOr("") + "'.");
            return "ever";
        }
        return found.get();
    }

    private int days(@Nullable YamlTree tree) {
        if (tree == null) {
            return 0;
        }
        long days =
                Periods.days(tree.textOr("")).map(value -> (Long) value.value()).orElse(-1L);
        if (days < 0 || days > LONGEST_DAYS) {
            problems.error(tree.line(), "Expected a duration such as 30 days, of at most " + LONGEST_DAYS + " days.");
            return 0;
        }
        return (int) days;
    }
}
