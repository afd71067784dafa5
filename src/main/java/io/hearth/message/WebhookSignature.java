package io.hearth.message;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs and checks after Standard Webhooks: once with each secret, so that receivers can change from one to the next. */
public final class WebhookSignature {

    private static final String PREFIX = "whsec_";
    private static final int MOST = 8;

    private final List<byte[]> secrets;

    /** Secrets of 24 to 64 bytes in base64, as {@code whsec_…}. */
    public WebhookSignature(List<String> secrets) {
        this.secrets = secrets.stream().map(WebhookSignature::decode).toList();
    }

    private static byte[] decode(String secret) {
        var text = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
        var bytes = Base64.getDecoder().decode(text);
        if (bytes.length < 24 || bytes.length > 64) {
            throw new IllegalArgumentException(
                    "Expected webhook secrets of 24 to 64 bytes in base64, but got one of " + bytes.length);
        }
        return bytes;
    }

    /** @param timestamp seconds since 1970 */
    public String of(String id, long timestamp, String body) {
        return signatures(id, timestamp, body).collect(Collectors.joining(" "));
    }

    /** Whether one of the signatures in the header is one of ours; how old it may be is for the caller to say. */
    boolean verifies(String id, long timestamp, String body, String header) {
        var own = signatures(id, timestamp, body)
                .map(one -> one.getBytes(StandardCharsets.US_ASCII))
                .toList();
        return Stream.of(header.split(" ", MOST + 1))
                .limit(MOST)
                .map(one -> one.getBytes(StandardCharsets.US_ASCII))
                .anyMatch(given -> own.stream().anyMatch(one -> MessageDigest.isEqual(one, given)));
    }

    private Stream<String> signatures(String id, long timestamp, String body) {
        var signed = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
        return secrets.stream().map(secret -> "v1," + Base64.getEncoder().encodeToString(hmac(secret, signed)));
    }

    public static byte[] hmac(byte[] secret, byte[] signed) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(signed);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Expected this Java to know HmacSHA256, but it does not", missing);
        }
    }
}
