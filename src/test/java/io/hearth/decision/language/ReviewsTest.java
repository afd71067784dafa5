package io.hearth.decision.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import io.hearth.HearthTest;
import io.hearth.content.Releases;
import io.hearth.decision.Aggregates;
import io.hearth.decision.Facts;
import io.hearth.decision.Rulesets;
import io.hearth.decision.fact.Activity;
import io.hearth.decision.fact.Event;
import io.hearth.decision.fact.Member;
import io.hearth.decision.fact.Membership;
import io.hearth.decision.fact.Moment;
import io.hearth.decision.fact.Rewards;
import io.hearth.decision.fact.Segments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** How well the complaints rulebook finds bad reviews, measured on labelled ones that are not shipped. */
@HearthTest
class ReviewsTest {

    private static final Path REVIEWS =
            Path.of(System.getProperty("hearth.test.data", "../shared/data"), "waimai-reviews.csv");

    @Autowired
    private Rulesets rulesets;

    @Autowired
    private Releases releases;

    @Test
    void opensCasesForBadReviews() throws IOException {
        assumeTrue(Files.isRegularFile(REVIEWS), "There is no file " + REVIEWS);
        int right = 0;
        int wrong = 0;
        int missed = 0;
        try (var session = rulesets.of(releases.live().hash()).open();
                var rows = CsvReader.builder().ofNamedCsvRecord(REVIEWS)) {
            for (var row : rows) {
                boolean bad = row.getField("label").equals("0");
                boolean found = session.decide("escalations", review(row.getField("review"))).firings().stream()
                        .anyMatch(f -> f.rule().file().endsWith("complaints.dslr"));
                right += bad && found ? 1 : 0;
                wrong += !bad && found ? 1 : 0;
                missed += bad && !found ? 1 : 0;
            }
        }
        double precision = (double) right / (right + wrong);
        double recall = (double) right / (right + missed);

        LoggerFactory.getLogger(ReviewsTest.class)
                .info(
                        "reviews: precision {} recall {}",
                        Math.round(precision * 1000) / 1000.0,
                        Math.round(recall * 1000) / 1000.0);
        assertThat(precision).isGreaterThanOrEqualTo(0.9);
        assertThat(recall).isGreaterThanOrEqualTo(0.6);
    }

    private static Facts review(String text) {
        var now = new Moment(ZonedDateTime.parse("2026-03-14T09:00:00+08:00"));
        var event = new Event("r", "review.written", "test", now.local().toInstant(), null, Map.of("text", text));
        Aggregates activity = new GivenActivity(event, now);
        return new Facts(
                new Member("m-1", "zh", Map.of()),
                new Membership("running-club", "active", "member", "newcomer", null, now),
                event,
                new Activity(activity, now),
                new Rewards(0, Set.of()),
                new Segments(Set.of()),
                now);
    }
}
