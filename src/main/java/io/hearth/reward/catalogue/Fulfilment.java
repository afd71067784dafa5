package io.hearth.reward.catalogue;

import io.hearth.reward.catalogue.RedemptionTable.Redeemed;
import io.hearth.task.Form;
import io.hearth.task.NewTask;
import io.hearth.task.TaskOrigin;
import io.hearth.task.Tasks;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Gifts are sent by people: a task for each that was bought, whose answer ends the purchase or refunds it. */
@Component
class Fulfilment implements TaskOrigin {

    private static final Logger log = LoggerFactory.getLogger(Fulfilment.class);
    private static final String ORIGIN = "reward-gift";
    private static final int MOST = 200;

    private static final Form FORM = new Form(List.of(
            new Form.Field(
                    "result",
                    Form.Type.CHOICE,
                    new Form.Label("结果", "Result"),
                    true,
                    null,
                    null,
                    List.of(
                            new Form.Option("sent", new Form.Label("已寄出", "Sent")),
                            new Form.Option(
                                    "impossible", new Form.Label("无法寄出，退还积分", "Impossible; refund the points")))),
            new Form.Field(
                    "note",
                    Form.Type.TEXT,
                    new Form.Label("运单号或原因", "Tracking number or reason"),
                    false,
                    null,
                    200L,
                    List.of())));

    private final RedemptionTable table;
    private final ItemTable items;
    private final Catalogue catalogue;
    private final Tasks tasks;
    private final CatalogueSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Fulfilment(
            RedemptionTable table,
            ItemTable items,
            Catalogue catalogue,
            Tasks tasks,
            CatalogueSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.table = table;
        this.items = items;
        this.catalogue = catalogue;
        this.tasks = tasks;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${hearth.reward.calendar:1s}")
    void ask() {
        try {
            while (askSome() == MOST) {
                log.debug("Asked people to send {} gifts, and looks for more", MOST);
            }
        } catch (RuntimeException fault) {
            log.warn("Expected to ask people to send gifts, but {}", fault.toString());
        }
    }

    /** A gift and the task to send it change together, so that none is forgotten and none is asked for twice. */
    private int askSome() {
        var asked = transaction.execute(status -> {
            var gifts = table.unassigned(MOST);
            gifts.forEach(this::ask);
            return gifts.size();
        });
        return asked == null ? 0 : asked;
    }

    private void ask(Redeemed gift) {
        var group =
                items.find(Long.parseLong(gift.item())).map(Item::fulfilGroup).orElse(settings.fulfilGroup());
        tasks.open(new NewTask(
                ORIGIN,
                gift.id().toString(),
                gift.nameZh() + " · " + gift.nameEn(),
                gift.community(),
                gift.member(),
                Set.of(group),
                null,
                FORM,
                clock.instant().plus(settings.fulfilWithin()),
                Map.of("redemption", gift.id().toString(), "item", gift.item())));
    }

    @Override
    public String name() {
        return ORIGIN;
    }

    @Override
    public void lock(String originId) {
        table.lock(UUID.fromString(originId));
    }

    @Override
    public void completed(String originId, Map<String, Object> answers, String by) {
        var id = UUID.fromString(originId);
        var note = answers.get("note") == null ? null : answers.get("note").toString();
        if ("sent".equals(answers.get("result"))) {
            table.move(id, List.of("fulfilling"), "done", note, clock.instant());
        } else {
            catalogue.refund(id, note == null ? "impossible to send" : note, by);
        }
    }

    /** A refunded gift must not be sent any more. */
    void cancel(UUID id) {
        tasks.cancel(ORIGIN, id.toString());
    }
}
