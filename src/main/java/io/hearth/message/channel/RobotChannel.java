package io.hearth.message.channel;

import io.hearth.member.Profile;
import io.hearth.message.Channel;
import io.hearth.message.Delivery;
import io.hearth.message.MessageSettings;
import io.hearth.message.Outgoing;
import io.hearth.message.WebhookSignature;
import io.hearth.message.template.Part;
import io.hearth.platform.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** A robot that speaks in a group of WeCom, DingTalk or Feishu. Everybody in the group reads it. */
final class RobotChannel implements Channel {

    private static final byte[] NOTHING = {};

    /** How each platform wants to be spoken to, and how much it takes. */
    enum Platform {
        WECOM("errcode", 20, 2_048, Set.of(45009), Duration.ofMinutes(1)),
        DINGTALK("errcode", 20, 15_000, Set.of(130101, 410100, 90030), Duration.ofMinutes(10)),
        FEISHU("code", 100, 18_000, Set.of(9499, 11232), Duration.ofMinutes(1));

        private final String code;
        private final int perMinute;
        private final int longest;
        private final Set<Integer> tooMany;
        private final Duration pause;

        /**
         * @param longest how many bytes of text it takes
         * @param tooMany the codes that say that it was too much within a minute
         * @param pause for how long it then takes nothing
         */
        Platform(String code, int perMinute, int longest, Set<Integer> tooMany, Duration pause) {
            this.code = code;
            this.perMinute = perMinute;
            this.longest = longest;
            this.tooMany = tooMany;
            this.pause = pause;
        }
    }

    private final Platform platform;
    private final URI url;
    private final @Nullable String secret;
    private final Poster poster;
    private final Clock clock;

    RobotChannel(Platform platform, URI url, MessageSettings.Robot settings, Poster poster, Clock clock) {
        this.platform = platform;
        this.url = url;
        this.secret = settings.secret();
        this.poster = poster;
        this.clock = clock;
    }

    @Override
    public String name() {
        return platform.name().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public Set<Part> parts() {
        return Set.of(Part.SHORT);
    }

    @Override
    public boolean takesKey() {
        return false;
    }

    @Override
    public boolean personal() {
        return false;
    }

    @Override
    public int perMinute() {
        return platform.perMinute;
    }

    @Override
    public Optional<String> address(Profile profile) {
        return Optional.of("group");
    }

    @Override
    public Delivery deliver(Outgoing message) {
        var text = message.rendered().part(Part.SHORT).orElse("").strip();
        var length = text.getBytes(StandardCharsets.UTF_8).length;
        if (length > platform.longest) {
            return new Delivery.Refused(
                    "the robot takes " + platform.longest + " bytes of text, but these are " + length, false);
        }
        var outcome = poster.post(target(), Json.mapper().writeValueAsString(body(text)), Map.of());
        if (outcome instanceof Poster.Outcome.Answer answer && answer.status() == 200) {
            return read(answer.body());
        }
        return Answers.byStatus(outcome);
    }

    private Delivery read(String body) {
        try {
            var code = Json.mapper().readTree(body).path(platform.code).asInt(-1);
            if (platform.tooMany.contains(code)) {
                return new Delivery.Later(
                        "the robot answered code " + code + ": too many within a minute", platform.pause);
            }
            return code == 0
                    ? new Delivery.Accepted(null)
                    : new Delivery.Refused("the robot answered code " + code, false);
        } catch (JacksonException unreadable) {
            return new Delivery.Doubtful("the robot's answer cannot be read");
        }
    }

    private Map<String, Object> body(String text) {
        var body = new LinkedHashMap<String, Object>();
        if (platform == Platform.FEISHU) {
            if (secret != null) {
                var timestamp = Long.toString(clock.instant().getEpochSecond());
                body.put("timestamp", timestamp);
                body.put("sign", signature(timestamp + "\n" + secret, NOTHING));
            }
            body.put("msg_type", "text");
            body.put("content", Map.of("text", text));
        } else {
            body.put("msgtype", "text");
            body.put("text", Map.of("content", text));
        }
        return body;
    }

    private URI target() {
        var key = secret;
        if (platform != Platform.DINGTALK || key == null) {
            return url;
        }
        var timestamp = Long.toString(clock.millis());
        var signed = (timestamp + "\n" + key).getBytes(StandardCharsets.UTF_8);
        var signature = URLEncoder.encode(signature(key, signed), StandardCharsets.UTF_8);
        var joint = url.getRawQuery() == null ? "?" : "&";
        return URI.create(url + joint + "timestamp=" + timestamp + "&sign=" + signature);
    }

    private static String signature(String key, byte[] signed) {
        return Base64.getEncoder().encodeToString(WebhookSignature.hmac(key.getBytes(StandardCharsets.UTF_8), signed));
    }
}
