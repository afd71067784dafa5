package io.hearth.reward.coupon;

import java.security.SecureRandom;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes codes that can be read out and typed in, and that nobody can guess from those he has. */
final class Codes {

    /** Digits and letters that are not taken for one another. */
    private static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    /** 16 of 30 letters: 78 bits. */
    private static final int LENGTH = 16;

    /** What a shop's own codes may look like. */
    static final Pattern IMPORTED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{3,63}");

    private final SecureRandom random = new SecureRandom();

    Set<String> make(int count) {
        var codes = new LinkedHashSet<String>(count * 2);
        while (codes.size() < count) {
            codes.add(code());
        }
        return codes;
    }

    private String code() {
        var code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return code.toString();
    }
}
