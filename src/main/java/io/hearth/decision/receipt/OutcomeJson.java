package io.hearth.decision.receipt;

import io.hearth.decision.Outcome;
import io.hearth.decision.Words;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Outcomes as JSON objects with a {@code kind}, as they are stored and as the API tells them. */
public final class OutcomeJson {

    private OutcomeJson() {}

    public static Map<String, Object> of(Outcome outcome) {
        if (outcome instanceof Outcome.AwardPoints award) {
            return award.afterDays() == 0
                    ? object("points", "points", award.points(), "reason", award.reason())
                    : object(
                            "points",
                            "points",
                            award.points(),
                            "reason",
                            award.reason(),
                            "afterDays",
                            award.afterDays());
        }
        if (outcome instanceof Outcome.NotAwarded refused) {
            return object(
                    "not-awarded",
                    "points",
                    refused.points(),
                    "reason",
                    refused.reason(),
                    "because",
                    refused.because());
        }
        if (outcome instanceof Outcome.GiveBadge give) {
            return give.level() == null
                    ? object("badge", "badge", give.badge())
                    : object("badge", "badge", give.badge(), "level", give.level());
        }
        if (outcome instanceof Outcome.GiveBenefit give) {
            return give.days() == 0
                    ? object(give.kind(), give.kind(), give.what())
                    : object(give.kind(), give.kind(), give.what(), "days", give.days());
        }
        if (outcome instanceof Outcome.NotGiven refused) {
            return object("not-given", "of", refused.kind(), "what", refused.what(), "because", refused.because());
        }
        if (outcome instanceof Outcome.TakeBadge take) {
            return object("badge-taken", "badge", take.badge(), "forGood", take.forGood());
        }
        if (outcome instanceof Outcome.SetLevel set) {
            return object("level", "level", set.level());
        }
        if (outcome instanceof Outcome.BeInSegment be) {
            return object("segment", "segment", be.segment());
        }
        if (outcome instanceof Outcome.LeaveSegment leave) {
            return object("segment-left", "segment", leave.segment());
        }
        if (outcome instanceof Outcome.OpenCase open) {
            return object("case", "case", open.kind(), "severity", open.severity(), "reason", open.reason());
        }
        if (outcome instanceof Outcome.StartJourney start) {
            return object("journey", "journey", start.journey());
        }
        if (outcome instanceof Outcome.SendMessage send) {
            return object("message", "template", send.template());
        }
        if (outcome instanceof Outcome.LookAgain look) {
            return object("look-again", "after", look.after().toString());
        }
        return object("answer", "answer", ((Outcome.Answer) outcome).value());
    }

    /** The outcome with its sentence under {@code text}. */
    public static Map<String, Object> told(Outcome outcome, Words words) {
        var told = of(outcome);
        told.put("text", sentence(told, words));
        return told;
    }

    /** What came of a rule as a sentence, in Chinese ({@code zh}) and English ({@code en}). */
    public static Map<String, String> sentence(Outcome outcome, Words words) {
        return sentence(of(outcome), words);
    }

    /** The outcome as a sentence, in Chinese and English. */
    static Map<String, String> sentence(Map<String, Object> outcome, Words words) {
        return switch (String.valueOf(outcome.get("kind"))) {
            case "points" ->
                both(
                        "因“%s”获得 %s 积分".formatted(outcome.get("reason"), outcome.get("points")),
                        "%s points for \"%s\"".formatted(outcome.get("points"), outcome.get("reason")));
            case "not-awarded" ->
                both(
                        "未发放“%s”的 %s 积分：规则的预算已用完".formatted(outcome.get("reason"), outcome.get("points")),
                        "%s points for \"%s\" were not given: the rule's budget is used up"
                                .formatted(outcome.get("points"), outcome.get("reason")));
            case "badge" -> {
                var badge = words.of("badge", id(outcome, "badge"));
                yield outcome.get("level") == null
                        ? named(badge, "获得徽章“%s”", "The badge \"%s\"")
                        : both(
                                "获得徽章“%s”（%s）".formatted(badge.zh(), outcome.get("level")),
                                "The badge \"%s\" (%s)".formatted(badge.en(), outcome.get("level")));
            }
            case "coupon" -> named(words.of("coupon", id(outcome, "coupon")), "获得优惠券“%s”", "A coupon \"%s\"");
            case "privilege" -> {
                var privilege = words.of("privilege", id(outcome, "privilege"));
                yield both(
                        "获得特权“%s”%s 天".formatted(privilege.zh(), outcome.get("days")),
                        "The privilege \"%s\" for %s days".formatted(privilege.en(), outcome.get("days")));
            }
            case "gift" -> named(words.of("gift", id(outcome, "gift")), "获得礼品“%s”", "The gift \"%s\"");
            case "not-given" ->
                named(
                        words.of(id(outcome, "of"), id(outcome, "what")),
                        "未发放“%s”：规则的预算已用完",
                        "\"%s\" was not given: the rule's budget is used up");
            case "badge-taken" ->
                Boolean.TRUE.equals(outcome.get("forGood"))
                        ? named(
                                words.of("badge", id(outcome, "badge")),
                                "收回徽章“%s”，不再授予",
                                "The badge \"%s\" was taken back for good")
                        : named(words.of("badge", id(outcome, "badge")), "收回徽章“%s”", "The badge \"%s\" was taken back");
            case "level" -> named(words.of("level", id(outcome, "level")), "等级变为“%s”", "The level \"%s\"");
            case "segment" ->
                named(words.of("segment", id(outcome, "segment")), "属于分群“%s”", "Belongs to the segment \"%s\"");
            case "segment-left" ->
                named(words.of("segment", id(outcome, "segment")), "离开分群“%s”", "Left the segment \"%s\"");
            case "case" ->
                opened(
                        words.of("case", id(outcome, "case")),
                        words.of("severity", id(outcome, "severity")),
                        id(outcome, "reason"));
            case "journey" ->
                both(
                        "开始旅程“%s”".formatted(outcome.get("journey")),
                        "The journey \"%s\" was started".formatted(outcome.get("journey")));
            case "message" ->
                both(
                        "发送消息“%s”".formatted(outcome.get("template")),
                        "The message \"%s\" was asked for".formatted(outcome.get("template")));
            case "look-again" -> {
                var hours = Duration.parse(String.valueOf(outcome.get("after"))).toHours();
                yield hours % 24 == 0
                        ? both(hours / 24 + " 天后再看", "Will be looked at again after " + hours / 24 + " days")
                        : both(hours + " 小时后再看", "Will be looked at again after " + hours + " hours");
            }
            default -> named(words.of("answer", id(outcome, "answer")), "回答“%s”", "The answer \"%s\"");
        };
    }

    private static Map<String, String> named(Words.Name name, String zh, String en) {
        return both(zh.formatted(name.zh()), en.formatted(name.en()));
    }

    private static Map<String, String> opened(Words.Name kind, Words.Name severity, String reason) {
        return both(
                "提交工单“%s”（%s）：%s".formatted(kind.zh(), severity.zh(), reason),
                "A case \"%s\" (%s) was opened: %s".formatted(kind.en(), severity.en(), reason));
    }

    private static String id(Map<String, Object> outcome, String field) {
        return String.valueOf(outcome.get(field));
    }

    private static Map<String, String> both(String zh, String en) {
        return new TreeMap<>(Map.of("zh", zh, "en", en));
    }

    private static Map<String, Object> object(String kind, Object... fields) {
        var object = new LinkedHashMap<String, Object>();
        object.put("kind", kind);
        for (var i = 0; i < fields.length; i += 2) {
            object.put(String.valueOf(fields[i]), fields[i + 1]);
        }
        return object;
    }
}
