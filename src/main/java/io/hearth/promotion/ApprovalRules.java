package io.hearth.promotion;

import io.hearth.decision.fact.PlainText;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who must agree to a promotion: one approver always, and a lead as well where one of four rules says so. */
@Component
class ApprovalRules {

    private final PromotionSettings settings;
    private final PromotionTable promotions;

    ApprovalRules(PromotionSettings settings, PromotionTable promotions) {
        this.settings = settings;
        this.promotions = promotions;
    }

    /** A group of which one person is asked, and why. */
    record Wanted(String people, List<String> reasons) {}

    List<Wanted> of(Promotion promotion) {
        var wanted = new ArrayList<Wanted>();
        wanted.add(new Wanted(settings.approvers(), List.of("four-eyes")));
        var reasons = reasons(promotion);
        if (!reasons.isEmpty()) {
            wanted.add(new Wanted(settings.leads(), reasons));
        }
        return wanted;
    }

    private List<String> reasons(Promotion promotion) {
        var reasons = new ArrayList<String>();
        var members = promotion.members();
        if (members != null && members >= settings.largeAudience()) {
            reasons.add("audience " + members);
        }
        if (promotion.plan().budget().compareTo(settings.largeBudget()) >= 0) {
            reasons.add("budget " + promotion.plan().budget().toPlainString());
        }
        if (promotions.isFirstOf(promotion.author(), promotion.id())) {
            reasons.add("first-time-author");
        }
        var text =
                PlainText.of(promotion.plan().title() + ' ' + promotion.plan().offer());
        settings.sensitiveWords().stream()
                .filter(word -> text.contains(PlainText.of(word)))
                .forEach(word -> reasons.add("word " + word));
        return reasons;
    }
}
