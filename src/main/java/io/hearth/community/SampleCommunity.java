package io.hearth.community;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Makes the community that events belong to by default, at the very first start: a running club. */
@Component
class SampleCommunity implements SmartLifecycle {

    private static final String CHARTER_ZH = "我们一起晨跑,互相鼓励,不攀比。量力而行,注意安全。友善发言,不发广告。";
    private static final String CHARTER_EN =
            "We run in the mornings and cheer each other on. Know your limits and stay safe."
                    + " Be kind, and don't advertise.";

    private final Communities communities;
    private final CommunityProperties properties;
    private final Clock clock;
    private boolean running;

    SampleCommunity(Communities communities, CommunityProperties properties, Clock clock) {
        this.communities = communities;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        var club = new Community(
                properties.usual(),
                "晨跑俱乐部",
                "Running Club",
                "Runners who get up early, and keep each other going.",
                JoinPolicy.OPEN,
                ZoneId.of("Asia/Shanghai"),
                List.of("Every newcomer posts within a week", "Half of the members run twice a week"),
                0,
                clock.instant());
        if (communities.create(club)) {
            communities.publishCharter(club.slug(), CHARTER_ZH, CHARTER_EN, "hearth");
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before anything is accepted. */
    @Override
    public int getPhase() {
        return -1;
    }
}
