package io.hearth.decision.language;

import io.hearth.content.ContentFile;
import io.hearth.decision.Facts;
import io.hearth.decision.Outcome;
import io.hearth.decision.fact.Activity;
import io.hearth.decision.fact.Event;
import io.hearth.decision.fact.Member;
import io.hearth.decision.fact.Membership;
import io.hearth.decision.fact.Moment;
import io.hearth.decision.fact.Rewards;
import io.hearth.decision.fact.Segments;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads a {@code .test.yaml} file: what is given, and which outcomes are expected. */
final class ScenarioFile {

    private static final String NOW = "2026-03-14T09:00:00+08:00";

    record Scenario(String name, int line, Facts facts, List<Outcome> expected) {}

    private final Catalogue catalogue;
    private final Problems problems;

    private ScenarioFile(Catalogue catalogue, Problems problems) {
        this.catalogue = catalogue;
        this.problems = problems;
    }

    static List<Scenario> read(ContentFile file, Catalogue catalogue, Problems problems) {
        var reader = new ScenarioFile(catalogue, problems);
        var text = SourceText.read(file.bytes(), problems);
        if (text.isEmpty()) {
            return List.of();
        }
        var root = YamlTree.read(text.get(), problems).entries("scenarios");
        var items = root.containsKey("scenarios") ? root.get("scenarios").items() : List.<YamlTree>of();
        if (items.isEmpty() && !problems.hasErrors()) {
            problems.error(0, "There is no scenario in this file.");
        }
        return items.stream().map(reader::scenario).toList();
    }

    private Scenario scenario(YamlTree tree) {
        var parts = tree.entries("name", "now", "given", "expect");
        var given = parts.containsKey("given")
                ? parts.get("given").entries("member", "activity", "event")
                : Map.<String, YamlTree>of();
        var facts = given(given, moment(parts.get("now"), NOW));
        var expected = new ArrayList<Outcome>();
        if (!parts.containsKey("expect")) {
            problems.error(tree.line(), "Say what to expect; 'expect: []' for nothing.");
        } else {
            parts.get("expect").items().forEach(item -> expected.addAll(outcomes(item)));
        }
        var name = parts.get("name");
        return new Scenario(name == null ? "line " + tree.line() : name.textOr(""), tree.line(), facts, expected);
    }

    /** The facts about a made-up member: what a scenario says under {@code given}, with {@code now} beside it. */
    static Facts persona(String text, ZonedDateTime otherwise, Catalogue catalogue, Problems problems) {
        var reader = new ScenarioFile(catalogue, problems);
        var parts = YamlTree.read(text, problems).entries("now", "member", "activity", "event");
        return reader.given(parts, reader.moment(parts.get("now"), otherwise.toString()));
    }

    private Facts given(Map<String, YamlTree> given, Moment now) {
        var event = event(given.get("event"), now);
        var activity = new Activity(activity(given.get("activity"), event, now), now);
        return facts(given.get("member"), event, activity, now);
    }

    private Moment moment(@Nullable YamlTree tree, String otherwise) {
        try {
            return new Moment(ZonedDateTime.parse(tree == null ? otherwise : tree.textOr(otherwise)));
        } catch (DateTimeException e) {
            problems.error(tree == null ? 0 : tree.line(), "Expected a time such as " + NOW + ".");
            return new Moment(ZonedDateTime.parse(NOW));
        }
    }

    private Event event(@Nullable YamlTree tree, Moment now) {
        if (tree == null || tree.isAbsent()) {
            return Event.none(now.local().toInstant());
        }
        var parts = tree.entries("type", "community", "source", "object", "data");
        var type = parts.containsKey("type") ? parts.get("type").textOr("") : "";
        var known = catalogue.eventTypes().get(type);
        if (known == null) {
            problems.error(
                    tree.line(),
                    "There is no event type '" + type + "'. Allowed: "
                            + String.join(
                                    ", ", new TreeSet<>(catalogue.eventTypes().keySet())) + ".");
        }
        var data = new LinkedHashMap<String, Object>();
        if (parts.containsKey("data")) {
            parts.get("data").entries().forEach((field, value) -> {
                if (known != null && !known.data().containsKey(field)) {
                    problems.error(value.line(), "The event " + type + " has no field '" + field + "'.");
                }
                data.put(field, value.value());
            });
        }
        var object = Optional.ofNullable(parts.get("object")).flatMap(YamlTree::text);
        return new Event(
                "test-1", type, text(parts, "source", "test"), now.local().toInstant(), object.orElse(null), data);
    }

    private Facts facts(@Nullable YamlTree tree, Event event, Activity activity, Moment now) {
        var parts = tree == null
                ? Map.<String, YamlTree>of()
                : tree.entries(
                        "community",
                        "language",
                        "status",
                        "role",
                        "level",
                        "joined",
                        "points",
                        "badges",
                        "plans",
                        "segments",
                        "attributes");
        var attributes = new LinkedHashMap<String, Object>();
        if (parts.containsKey("attributes")) {
            parts.get("attributes").entries().forEach((name, value) -> attributes.put(name, value.value()));
        }
        var level = text(parts, "level", "newcomer");
        if (!catalogue.levels().isEmpty() && catalogue.levelsFrom(level).isEmpty()) {
            problems.error(
                    parts.get("level") == null ? 0 : parts.get("level").line(), "There is no level '" + level + "'.");
        }
        var joined = day(parts.get("joined"))
                .map(d -> d.atStartOfDay(now.local().getZone()).toInstant());
        var membership = new Membership(
                text(parts, "community", "running-club"),
                text(parts, "status", "active"),
                text(parts, "role", "member"),
                level,
                joined.orElse(null),
                now);
        long points = parts.containsKey("points") && parts.get("points").value() instanceof Long p ? p : 0;
        return new Facts(
                new Member("m-1", text(parts, "language", "zh"), attributes),
                membership,
                event,
                activity,
                new Rewards(
                        points,
                        badges(parts.get("badges")),
                        words(parts.get("plans"), catalogue.benefits().plans().keySet(), "plan")),
                new Segments(words(parts.get("segments"), catalogue.segments().keySet(), "segment")),
                now);
    }

    private Optional<LocalDate> day(@Nullable YamlTree tree) {
        if (tree == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(tree.textOr("")));
        } catch (DateTimeException e) {
            problems.error(tree.line(), "Expected a day such as 2026-01-02.");
            return Optional.empty();
        }
    }

    private Set<String> words(@Nullable YamlTree tree, Set<String> known, String what) {
        var words = new HashSet<String>();
        for (var item : tree == null ? List.<YamlTree>of() : tree.items()) {
            var word = item.textOr("");
            if (!known.contains(word)) {
                problems.error(item.line(), "There is no " + what + " '" + word + "'.");
            }
            words.add(word);
        }
        return words;
    }

    /** A badge at a level is written {@code badge/level} and has the lower levels as well. */
    private Set<String> badges(@Nullable YamlTree tree) {
        var known = new HashSet<>(catalogue.badges().keySet());
        catalogue
                .badgeLevels()
                .forEach((badge, levels) -> levels.forEach(level -> known.add(badge + "/" + level.id())));
        var badges = new HashSet<String>();
        for (var word : words(tree, known, "badge")) {
            var parts = word.split("/", 2);
            badges.add(parts[0]);
            if (parts.length == 2) {
                badges.addAll(catalogue.badgeUpTo(parts[0], parts[1]));
            }
        }
        return badges;
    }

    private GivenActivity activity(@Nullable YamlTree tree, Event event, Moment now) {
        var activity = new GivenActivity(event, now);
        if (tree != null) {
            tree.entries().forEach((type, figures) -> {
                if (!type.equals("*") && !catalogue.eventTypes().containsKey(type)) {
                    problems.error(figures.line(), "There is no event type '" + type + "'.");
                }
                figures.entries().forEach((key, value) -> figure(activity, type, key, value));
            });
        }
        return activity;
    }

    private void figure(GivenActivity activity, String type, String key, YamlTree value) {
        try {
            switch (key) {
                case "streak", "forgiving streak", "first", "last" -> activity.put(type, key, "", "", number(value));
                case "days" -> value.entries().forEach((period, n) -> activity.put(type, key, "", period, number(n)));
                case "sum" ->
                    value.entries().forEach((field, periods) -> periods.entries()
                            .forEach((period, n) -> activity.put(type, key, field, period, number(n))));
                default -> activity.put(type, "count", "", key, number(value));
            }
        } catch (IllegalArgumentException e) {
            problems.error(
                    value.line(),
                    "Expected streak, forgiving streak, first, last, days, sum or a period with its count. "
                            + e.getMessage() + ".");
        }
    }

    private double number(YamlTree tree) {
        if (tree.value() instanceof Number number) {
            return number.doubleValue();
        }
        problems.error(tree.line(), "Expected a number.");
        return 0;
    }

    private List<Outcome> outcomes(YamlTree item) {
        var outcomes = new ArrayList<Outcome>();
        item.entries(
                        "award",
                        "badge",
                        "take badge",
                        "bar badge",
                        "coupon",
                        "privilege",
                        "gift",
                        "level",
                        "segment",
                        "case",
                        "journey",
                        "message",
                        "look again",
                        "answer")
                .forEach((kind, value) -> outcomes.add(outcome(kind, value)));
        return outcomes;
    }

    private Outcome outcome(String kind, YamlTree value) {
        return switch (kind) {
            case "award" -> {
                var parts = value.entries("points", "reason", "after-days");
                yield new Outcome.AwardPoints(
                        parts.containsKey("points") ? (long) number(parts.get("points")) : 0,
                        text(parts, "reason", ""),
                        parts.containsKey("after-days") ? (int) number(parts.get("after-days")) : 0);
            }
            case "badge" -> {
                var badge = value.textOr("").split("/", 2);
                yield new Outcome.GiveBadge(badge[0], badge.length == 2 ? badge[1] : null);
            }
            case "coupon", "gift" -> new Outcome.GiveBenefit(kind, value.textOr(""), 0);
            case "privilege" -> {
                var parts = value.entries("privilege", "days");
                yield new Outcome.GiveBenefit(
                        "privilege",
                        text(parts, "privilege", ""),
                        parts.containsKey("days") ? (int) number(parts.get("days")) : 0);
            }
            case "take badge" -> new Outcome.TakeBadge(value.textOr(""), false);
            case "bar badge" -> new Outcome.TakeBadge(value.textOr(""), true);
            case "level" -> new Outcome.SetLevel(value.textOr(""));
            case "segment" -> new Outcome.BeInSegment(value.textOr(""));
            case "case" -> {
                var parts = value.entries("kind", "severity", "reason");
                yield new Outcome.OpenCase(
                        text(parts, "kind", ""), text(parts, "severity", ""), text(parts, "reason", ""));
            }
            case "journey" -> new Outcome.StartJourney(value.textOr(""));
            case "message" -> new Outcome.SendMessage(value.textOr(""));
            case "look again" ->
                new Outcome.LookAgain(SlotType.DAYS
                        .read(value.textOr(""), catalogue)
                        .map(d -> Duration.ofDays((Long) d.value()))
                        .orElse(Duration.ZERO));
            default -> new Outcome.Answer(value.textOr(""));
        };
    }

    private static String text(Map<String, YamlTree> parts, String key, String otherwise) {
        var tree = parts.get(key);
        return tree == null ? otherwise : tree.textOr(otherwise);
    }
}
