package io.hearth.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CommunityLifeTest {

    private static final Instant NOW = Instant.parse("2026-03-14T01:00:00Z");
    private static final SimulatorSettings SETTINGS = new SimulatorSettings(true, 2, "running-club", 80, 21, 7);

    @Test
    void fewMembersDoMostOfWhatHappens() {
        var life = new CommunityLife(SETTINGS, 1000, 1);

        var byMember = new ArrayList<SampleEvent>();
        for (int i = 0; i < 20_000; i++) {
            byMember.addAll(life.next(NOW.plusSeconds(i)));
        }

        var counts =
                byMember.stream()
                        .collect(Collectors.groupingBy(SampleEvent::subject, Collectors.counting()))
                        .values()
                        .stream()
                        .sorted(Comparator.reverseOrder())
                        .toList();
        long busiest = counts.stream().limit(200).mapToLong(Long::longValue).sum();
        assertThat(busiest).isGreaterThan(byMember.size() / 2);
    }

    @Test
    void thePastIsInOrderAndNobodyActsBeforeJoining() {
        var past = new CommunityLife(SETTINGS, 0, 1)
                .past(NOW, List.of(new SampleOffers.Open("1", NOW.minusSeconds(86_400), 2, true)));

        assertThat(past).extracting(SampleEvent::time).isSorted().allMatch(NOW::isAfter);
        var first = past.stream().collect(Collectors.toMap(SampleEvent::subject, Function.identity(), (a, b) -> a));
        assertThat(first).hasSize(80);
        assertThat(first.values()).extracting(SampleEvent::type).containsOnly("member.joined");
    }

    @Test
    void everyEventHasAnIdOfItsOwn() {
        var life = new CommunityLife(SETTINGS, 0, 1);

        var all = life.past(NOW, List.of());
        for (int i = 0; i < 2000; i++) {
            all.addAll(life.next(NOW));
        }

        assertThat(all).extracting(SampleEvent::id).doesNotHaveDuplicates();
    }

    @Test
    void aRestartGoesOnWithTheSamePeople() {
        assertThat(SampleMember.of(17, 7)).isEqualTo(SampleMember.of(17, 7));
        assertThat(new CommunityLife(SETTINGS, 42, 1).members()).isEqualTo(42);
    }
}
