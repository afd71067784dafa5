package io.hearth.collaboration;

import io.hearth.platform.Problem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a partner.
 *
 * @param kind {@code kol}, {@code media} or {@code brand}
 * @param platforms where the partner is heard, with followers and how many of a hundred of them react
 * @param prices what the partner asks for, such as a video
 * @param flags what speaks against the partner, each a word or two
 * @param contact how to reach the partner; kept only with consent
 */
record PartnerProfile(
        String name,
        String kind,
        List<Platform> platforms,
        @Nullable List<Price> prices,
        @Nullable List<String> flags,
        @Nullable Contact contact,
        @Nullable String note) {

    static final Set<String> KINDS = Set.of("kol", "media", "brand");
    private static final int MOST = 20;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_FLAG = 60;
    private static final int LONGEST_NOTE = 2_000;
    private static final long LARGEST = 10_000_000_000L;
    private static final BigDecimal DEAREST = BigDecimal.valueOf(1_000_000_000);
    private static final int THOUSAND = 1_000;

    /** @param engagement how many of a hundred followers react to a post, 0 to 100 */
    record Platform(String platform, String handle, long followers, BigDecimal engagement) {}

    record Price(String what, BigDecimal amount) {}

    /**
     * How to reach a partner.
     *
     * @param how such as e-mail or WeChat
     * @param consentAt when the partner agreed to be contacted; without it there is no contact
     * @param consentBy how the partner agreed, such as a mail or a form
     */
    record Contact(String how, String address, Instant consentAt, String consentBy) {}

    List<Price> priceList() {
        return prices == null ? List.of() : prices;
    }

    List<String> risks() {
        return flags == null ? List.of() : flags;
    }

    boolean mayBeContacted() {
        return contact != null;
    }

    long audience() {
        return platforms.stream().mapToLong(Platform::followers).sum();
    }

    /** How many of a hundred followers react, over all platforms; nothing without followers. */
    Optional<BigDecimal> engagement() {
        var followers = audience();
        if (followers == 0) {
            return Optional.empty();
        }
        return Optional.of(platforms.stream()
                .map(one -> one.engagement().multiply(BigDecimal.valueOf(one.followers())))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(followers), 2, RoundingMode.HALF_UP));
    }

    /** What a thousand followers cost by the cheapest thing on the price list; nothing without a list or followers. */
    Optional<BigDecimal> priceForThousand() {
        var followers = audience();
        return priceList().stream()
                .map(Price::amount)
                .min(BigDecimal::compareTo)
                .filter(cheapest -> followers > 0)
                .map(cheapest -> cheapest.multiply(BigDecimal.valueOf(THOUSAND))
                        .divide(BigDecimal.valueOf(followers), 2, RoundingMode.HALF_UP));
    }

    /** The same without anything that leads to the partner. */
    PartnerProfile withoutContact() {
        return new PartnerProfile(name, kind, platforms, prices, flags, null, note);
    }

    void check(Instant now) {
        text(name, "name", LONGEST_NAME);
        demand(KINDS.contains(Objects.requireNonNullElse(kind, "")), "kind", "one of kol, media and brand");
        demand(platforms != null && platforms.size() <= MOST, "platforms", "at most " + MOST + " platforms");
        var named = new HashSet<String>();
        for (var one : platforms) {
            text(one.platform(), "platforms", LONGEST_FLAG);
            text(one.handle(), "platforms", LONGEST_NAME);
            demand(named.add(one.platform() + '\n' + one.handle()), "platforms", "each account once");
            demand(one.followers() >= 0 && one.followers() <= LARGEST, "platforms", "followers of zero or more");
            demand(
                    isBetween(one.engagement(), BigDecimal.valueOf(100)),
                    "platforms",
                    "an engagement from 0 to 100 with up to 2 decimals");
        }
        demand(priceList().size() <= MOST, "prices", "at most " + MOST + " prices");
        for (var price : priceList()) {
            text(price.what(), "prices", LONGEST_NAME);
            demand(isBetween(price.amount(), DEAREST), "prices", "an amount of zero or more with up to 2 decimals");
        }
        demand(risks().size() <= MOST, "flags", "at most " + MOST + " flags");
        risks().forEach(flag -> text(flag, "flags", LONGEST_FLAG));
        if (contact != null) {
            text(contact.how(), "contact", LONGEST_FLAG);
            text(contact.address(), "contact", LONGEST_NAME * 2);
            text(contact.consentBy(), "contact", LONGEST_NAME * 2);
            demand(
                    contact.consentAt() != null && !contact.consentAt().isAfter(now),
                    "contact",
                    "a contact with the time when the partner agreed to be contacted");
        }
        demand(
                note == null || note.length() <= LONGEST_NOTE,
                "note",
                "a note of up to " + LONGEST_NOTE + " characters");
    }

    private static boolean isBetween(@Nullable BigDecimal number, BigDecimal most) {
        return number != null && number.signum() >= 0 && number.compareTo(most) <= 0 && number.scale() <= 2;
    }

    private static void text(@Nullable String text, String field, int longest) {
        demand(
                text != null && !text.isBlank() && text.length() <= longest,
                field,
                "a text of up to " + longest + " characters");
    }

    private static void demand(boolean so, String field, String expected) {
        if (!so) {
            throw Problem.caller("partner.profile", "Expected " + expected + ".")
                    .field(field);
        }
    }
}
