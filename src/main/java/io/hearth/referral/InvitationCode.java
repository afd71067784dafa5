package io.hearth.referral;

import java.security.SecureRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How codes look that people bring: short enough to be typed in, too many to be guessed. */
public final class InvitationCode {

    /** Digits and letters that are not taken for one another. */
    private static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    /** 12 of 30 letters: 58 bits. */
    private static final int LENGTH = 12;

    private static final Pattern FORM = Pattern.compile("[" + LETTERS + "]{" + LENGTH + "}");

    public static boolean isOne(@Nullable Object text) {
        return text instanceof String code && FORM.matcher(code).matches();
    }

    public static String fresh(SecureRandom random) {
        var code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    private InvitationCode() {}
}
