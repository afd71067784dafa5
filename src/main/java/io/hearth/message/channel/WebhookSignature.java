package io.hearth.message.channel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs after Standard Webhooks: once with each secret, so that receivers can change from one to the next. */
final class WebhookSignature {

    private static final String PREFIX = "whsec_";

    private final List<byte[]> secrets;

    WebhookSignature(List<String> secrets) {
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

    String of(String id, long timestamp, String body) {
        var signed = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
        return secrets.stream()
                .map(secret -> "v1," + Base64.getEncoder().encodeToString(hmac(secret, signed)))
                .collect(Collectors.joining(" "));
    }

    static byte[] hmac(byte[] secret, byte[] signed) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(signed);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Expected this Java to know HmacSHA256, but it does not", missing);
        }
    }
}
