package io.hearth.automation;

import io.hearth.decision.Receipt;
import io.hearth.decision.Receipts;
import io.hearth.escalation.Cases;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Stores the receipts of what really came about: a case that was open already leaves none. */
@Component
class ReceiptsOfBatch {

    private final Receipts receipts;

    ReceiptsOfBatch(Receipts receipts) {
        this.receipts = receipts;
    }

    /** @param left by which rule those who left a segment had been in it, by receipt */
    void store(Gathered out, Map<UUID, String> left, List<Cases.Opened> opened, Decider decider) {
        var due = new HashSet<UUID>();
        opened.forEach(one -> due.add(one.what().receipt()));
        var kept = new HashMap<UUID, Receipt>();
        for (var wanted : out.cases) {
            if (due.contains(wanted.receipt().id())) {
                kept.put(wanted.receipt().id(), wanted.receipt());
                decider.of(wanted.because())
                        .brain()
                        .caused(
                                wanted.because(),
                                "case.opened",
                                wanted.what().rule(),
                                Map.of(
                                        "kind", wanted.what().kind(),
                                        "severity", wanted.what().severity()))
                        .ifPresent(out.caused::add);
            }
        }
        out.receipts.forEach(receipt -> kept.put(receipt.id(), receipt));
        left.forEach((id, rule) -> {
            var receipt = out.leaving.get(id);
            if (receipt != null) {
                kept.put(id, byRule(receipt, rule));
            }
        });
        receipts.store(List.copyOf(kept.values()));
    }

    private static Receipt byRule(Receipt receipt, String rule) {
        return new Receipt(
                receipt.id(),
                receipt.release(),
                receipt.member(),
                receipt.community(),
                receipt.event(),
                receipt.rulebook(),
                rule,
                receipt.seen(),
                receipt.outcomes(),
                receipt.at());
    }
}
