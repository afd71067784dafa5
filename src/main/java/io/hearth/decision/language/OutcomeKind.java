package io.hearth.decision.language;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The outcomes that a rulebook may be allowed, with the facade's method that each of them calls. */
public enum OutcomeKind {
    POINTS("points", "award"),
    BADGE("badge", "badge"),
    TAKE_BADGE("take-badge", "takeBadge"),
    COUPON("coupon", "coupon"),
    PRIVILEGE("privilege", "privilege"),
    GIFT("gift", "gift"),
    LEVEL("level", "level"),
    SEGMENT("segment", "segment"),
    CASE("case", "openCase"),
    JOURNEY("journey", "startJourney"),
    MESSAGE("message", "send"),
    LOOK_AGAIN("look-again", "lookAgain"),
    ANSWER("answer", "answer");

    /** Methods that ask for the same kind in another way. */
    private static final Map<String, String> VARIANTS = Map.of(
            "awardFor", "award",
            "awardAfter", "award",
            "badgeAt", "badge",
            "barBadge", "takeBadge");

    private final String word;
    private final String method;

    OutcomeKind(String word, String method) {
        this.word = word;
        this.method = method;
    }

    /** As the catalogue writes it. */
    public String word() {
        return word;
    }

    String method() {
        return method;
    }

    static Optional<OutcomeKind> of(String word) {
        return Arrays.stream(values()).filter(k -> k.word.equals(word)).findFirst();
    }

    static Optional<OutcomeKind> ofMethod(String method) {
        var plain = VARIANTS.getOrDefault(method, method);
        return Arrays.stream(values()).filter(k -> k.method.equals(plain)).findFirst();
    }
}
