package io.hearth.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageSettingsTest {

    private final MessageSettings settings = OwnOutbox.settings(Map.of());

    @Test
    void runsOnALaptopWithoutAny() {
        assertThat(settings.quiet()).isEqualTo(new MessageSettings.Quiet(LocalTime.of(21, 30), LocalTime.of(8, 0)));
        assertThat(settings.overall()).isEqualTo(new MessageSettings.Cap(3, 10));
        assertThat(settings.purpose("service").capped()).isFalse();
        assertThat(settings.purpose("community").consent()).isEqualTo(MessageSettings.ConsentRule.UNLESS_REFUSED);
        assertThat(settings.purpose("never-heard-of").consent()).isEqualTo(MessageSettings.ConsentRule.NEEDED);
        assertThat(settings.limits("email").connections()).isEqualTo(8);
        assertThat(settings.lease()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.webhook().allowPrivate()).isFalse();
        assertThat(settings.choosable()).containsExactly("community", "marketing", "service");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-14T23:30:00+08:00, Asia/Shanghai, 2026-03-15T08:00:00+08:00",
        "2026-03-14T03:00:00+08:00, Asia/Shanghai, 2026-03-14T08:00:00+08:00",
        "2026-03-14T21:30:00+08:00, Asia/Shanghai, 2026-03-15T08:00:00+08:00",
        "2026-03-14T08:00:00+08:00, Asia/Shanghai, ",
        "2026-03-14T12:00:00+08:00, Asia/Shanghai, ",
        // The night in which clocks go forward.
        "2026-03-28T22:00:00+00:00, Europe/Berlin, 2026-03-29T06:00:00+00:00",
    })
    void knowsWhenMembersSleep(String now, String zone, String until) {
        var arbitration = new Arbitration(settings, new Route(List.of(), List.of()));

        var end = arbitration.quietUntil(java.time.OffsetDateTime.parse(now).toInstant(), ZoneId.of(zone));

        assertThat(end.map(Instant::toString).orElse(""))
                .isEqualTo(
                        until == null
                                ? ""
                                : java.time.OffsetDateTime.parse(until)
                                        .toInstant()
                                        .toString());
    }

    @Test
    void waitsLongerAfterEachTryWithSomeChance() {
        var backoff = new Backoff(Duration.ofSeconds(20), Duration.ofHours(1), new java.util.Random(1));

        assertThat(backoff.after(1)).isBetween(Duration.ofSeconds(16), Duration.ofSeconds(24));
        assertThat(backoff.after(4)).isBetween(Duration.ofSeconds(128), Duration.ofSeconds(192));
        assertThat(backoff.after(60)).isBetween(Duration.ofMinutes(48), Duration.ofMinutes(72));
    }
}
