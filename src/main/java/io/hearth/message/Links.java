package io.hearth.message;

import io.hearth.member.MemberId;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Links that members get: signed, so that nobody makes one up, and expiring. A link holds what it is for and never an
 * address, so that it can't be bent to lead elsewhere.
 */
@Component
class Links {

    private static final Duration PAGES_VALID = Duration.ofDays(400);
    private static final int SIGNATURE = 16;
    private static final int LONGEST = 400;

    private final JdbcClient jdbc;
    private final MessageSettings settings;
    private final Clock clock;
    private volatile List<SecretKeySpec> keys = List.of();
    private volatile int port = 8080;

    Links(JdbcClient jdbc, MessageSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** What a genuine token says. */
    sealed interface Token {
        record Click(UUID message, String link) implements Token {}

        record Unsubscribe(MemberId member, String purpose) implements Token {}

        record Preferences(MemberId member) implements Token {}
    }

    String tracked(UUID message, String link) {
        var name = link.getBytes(StandardCharsets.UTF_8);
        var body = ByteBuffer.allocate(16 + name.length)
                .putLong(message.getMostSignificantBits())
                .putLong(message.getLeastSignificantBits())
                .put(name);
        return base() + "/t/" + token('t', body.array(), settings.linksValid());
    }

    String unsubscribe(MemberId member, String purpose) {
        var name = purpose.getBytes(StandardCharsets.UTF_8);
        var body = ByteBuffer.allocate(8 + name.length).putLong(member.value()).put(name);
        return base() + "/u/" + token('u', body.array(), PAGES_VALID);
    }

    String preferences(MemberId member) {
        return base() + "/p/"
                + token('p', ByteBuffer.allocate(8).putLong(member.value()).array(), PAGES_VALID);
    }

    /** The part behind the last slash, without its signature: good enough to show which link was meant. */
    Optional<Token> read(char kind, String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
        if (bytes.length < 5 + 8 + SIGNATURE || bytes[0] != (byte) kind) {
            return Optional.empty();
        }
        var signed = Arrays.copyOf(bytes, bytes.length - SIGNATURE);
        var signature = Arrays.copyOfRange(bytes, signed.length, bytes.length);
        var genuine = keys().stream().anyMatch(key -> MessageDigest.isEqual(sign(key, signed), signature));
        var buffer = ByteBuffer.wrap(signed, 1, signed.length - 1);
        if (!genuine || buffer.getInt() < clock.instant().getEpochSecond() / 60) {
            return Optional.empty();
        }
        return Optional.of(token(kind, buffer));
    }

    private static Token token(char kind, ByteBuffer body) {
        return switch (kind) {
            case 't' -> new Token.Click(new UUID(body.getLong(), body.getLong()), rest(body));
            case 'u' -> new Token.Unsubscribe(new MemberId(body.getLong()), rest(body));
            case 'p' -> new Token.Preferences(new MemberId(body.getLong()));
            default -> throw new IllegalArgumentException("Expected a kind of link, but got " + kind);
        };
    }

    private static String rest(ByteBuffer body) {
        return StandardCharsets.UTF_8.decode(body.slice()).toString();
    }

    private String token(char kind, byte[] body, Duration valid) {
        var expires = (int) (clock.instant().plus(valid).getEpochSecond() / 60);
        var signed = ByteBuffer.allocate(5 + body.length)
                .put((byte) kind)
                .putInt(expires)
                .put(body)
                .array();
        var key = keys().get(0);
        var token = ByteBuffer.allocate(signed.length + SIGNATURE).put(signed).put(sign(key, signed));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }

    private static byte[] sign(SecretKeySpec key, byte[] signed) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(signed), SIGNATURE);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Expected this Java to know HmacSHA256, but it does not", missing);
        }
    }

    private List<SecretKeySpec> keys() {
        if (keys.isEmpty()) {
            keys = jdbc.sql("SELECT secret FROM message_secret ORDER BY id DESC")
                    .query((row, n) -> new SecretKeySpec(row.getBytes(1), "HmacSHA256"))
                    .list();
        }
        return keys;
    }

    String base() {
        var address = settings.publicAddress();
        return address == null ? "http://localhost:" + port : strip(address);
    }

    private static String strip(@Nullable URI address) {
        var text = String.valueOf(address);
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    @EventListener
    void started(WebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() == null) {
            port = event.getWebServer().getPort();
        }
    }
}
