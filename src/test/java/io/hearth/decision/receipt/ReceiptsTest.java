package io.hearth.decision.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hearth.HearthTest;
import io.hearth.decision.Outcome;
import io.hearth.decision.Receipt;
import io.hearth.decision.Receipts;
import io.hearth.decision.Seen;
import io.hearth.platform.Ids;
import io.hearth.platform.Problem;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@HearthTest
class ReceiptsTest {

    private final long member = ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50);

    @Autowired
    private Receipts receipts;

    @Autowired
    private ReceiptController controller;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Clock clock;

    @Test
    void tellsWhatFiredAndWhy() {
        var receipt = receipt(
                "7-1",
                List.of(new Outcome.AwardPoints(50, "回答\t\"x\\y\"\n"), new Outcome.LookAgain(Duration.ofDays(7))));

        transaction.executeWithoutResult(status -> receipts.store(List.of(receipt)));

        var told = controller.find(receipt.id().toString());
        assertThat(told.member()).isEqualTo("m-" + member);
        assertThat(told.event()).isEqualTo("7-1");
        assertThat(told.rule().name()).isEqualTo("an answer");
        assertThat(told.seen()).extracting(ReceiptController.SeenView::value).containsExactly("3");
        assertThat(told.outcomes()).extracting(outcome -> outcome.get("kind")).containsExactly("points", "look-again");
        assertThat(told.outcomes().get(0)).containsEntry("reason", "回答\t\"x\\y\"\n");
        assertThat(told.outcomes().get(1).get("text"))
                .isEqualTo(Map.of("zh", "7 天后再看", "en", "Will be looked at again after 7 days"));
    }

    @Test
    void namesTheSegmentThatWasLeft() {
        var receipt = receipt("7-2", List.of(new Outcome.LeaveSegment("active")));

        transaction.executeWithoutResult(status -> receipts.store(List.of(receipt)));

        var told = controller.find(receipt.id().toString()).outcomes().get(0);
        assertThat(told).containsEntry("kind", "segment-left").containsEntry("segment", "active");
        assertThat(told.get("text")).isEqualTo(Map.of("zh", "离开分群“active”", "en", "Left the segment \"active\""));
    }

    @Test
    void isFoundByMemberRuleAndEventPageByPage() {
        var stored = List.of(
                receipt("8-1", List.of(new Outcome.GiveBadge("a"))),
                receipt("8-2", List.of(new Outcome.GiveBadge("b"))),
                receipt("8-3", List.of(new Outcome.GiveBadge("c"))));
        transaction.executeWithoutResult(status -> receipts.store(stored));

        var first = controller.search("m-" + member, null, null, 2, null);
        var second = controller.search("m-" + member, null, null, 2, first.next());
        var byEvent = controller.search("m-" + member, stored.get(0).rule(), "8-2", null, null);
        var unknownRule = controller.search("m-" + member, "rules/none#none", null, null, null);

        assertThat(first.items())
                .extracting(ReceiptController.ReceiptView::event)
                .containsExactly("8-3", "8-2");
        assertThat(second.items())
                .extracting(ReceiptController.ReceiptView::event)
                .containsExactly("8-1");
        assertThat(second.next()).isNull();
        assertThat(byEvent.items()).hasSize(1);
        assertThat(unknownRule.items()).isEmpty();
    }

    @Test
    void vanishesWithTheCallersTransaction() {
        var receipt = receipt("9-1", List.of(new Outcome.SetLevel("gold")));

        transaction.executeWithoutResult(status -> {
            receipts.store(List.of(receipt));
            status.setRollbackOnly();
        });

        assertThatThrownBy(() -> controller.find(receipt.id().toString())).isInstanceOf(Problem.class);
    }

    private Receipt receipt(String event, List<Outcome> outcomes) {
        return new Receipt(
                Ids.next(),
                "0123456789abcdef",
                member,
                "running-club",
                event,
                "rewards",
                "rules/rewards/answers.dslr#an answer",
                List.of(new Seen("posted 3 times", "3", "≥ 3", true)),
                outcomes,
                clock.instant());
    }
}
