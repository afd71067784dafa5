package io.hearth.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.HearthTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@HearthTest
class ReleasesTest {

    @Autowired
    private Releases releases;

    @Test
    void servesWhatIsPackedWithTheServer() {
        assertThat(releases.live().files().find("rules/catalogue.yaml")).isPresent();
        assertThat(releases.liveHash()).isEqualTo(releases.live().hash());
    }

    @Test
    void keepsTheGoodReleaseWhenABadFileComes() {
        var good = releases.live();

        var published = releases.publish(
                good.files()
                        .with(ContentFile.of("rules/rewards/bad.dslr", "rule \"x\"\nwhen\n    nonsense\nthen\nend\n")),
                "ada");

        assertThat(published.succeeded()).isFalse();
        assertThat(published.findings()).anySatisfy(f -> {
            assertThat(f.file()).isEqualTo("rules/rewards/bad.dslr");
            assertThat(f.line()).isEqualTo(3);
        });
        assertThat(releases.live()).isSameAs(good);
        assertThat(releases.liveHash()).isEqualTo(good.hash());
    }

    @Test
    void publishesAChangeAndGoesBack() {
        var before = releases.live();
        var changed = before.files().with(ContentFile.of("rules/escalations/trial.dslr", """
                rule "Trial"
                why: to be tried
                owner: tests
                when
                    the member's city is "Nowhere at all"
                then
                    open a case of kind complaint with low severity because "trial"
                end
                """));

        var published = releases.publish(changed, "ada");

        assertThat(published.findings()).noneMatch(Finding::isError);
        assertThat(releases.live().hash()).isEqualTo(changed.hash());
        assertThat(releases.find(changed.hash()).orElseThrow().files().hash()).isEqualTo(changed.hash());

        releases.publish(before.files(), "ada");

        assertThat(releases.live().hash()).isEqualTo(before.hash());
        assertThat(releases.find(changed.hash()).orElseThrow().files().hash()).isEqualTo(changed.hash());
    }
}
