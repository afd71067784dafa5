package io.hearth.promotion;

import io.hearth.message.MessageRequest;
import io.hearth.message.Messages;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Carries out the work that promotions wait for, a piece in each transaction, so that any of them may be the last. */
@Component
class Sending {

    private static final String PURPOSE_OF_TEMPLATE = "";

    private final PromotionTable promotions;
    private final Audience audience;
    private final Waves waves;
    private final PromotionReports reports;
    private final Messages messages;
    private final PromotionSettings settings;
    private final Clock clock;

    Sending(
            PromotionTable promotions,
            Audience audience,
            Waves waves,
            PromotionReports reports,
            Messages messages,
            PromotionSettings settings,
            Clock clock) {
        this.promotions = promotions;
        this.audience = audience;
        this.waves = waves;
        this.reports = reports;
        this.messages = messages;
        this.settings = settings;
        this.clock = clock;
    }

    /** The key of a message; a member gets one for each stage. */
    static String key(Promotion promotion, Stage stage) {
        return "promotion/" + promotion.id() + "/" + stage.label();
    }

    /** Does a piece of the work of a promotion that is locked; true if that was all of it. */
    boolean carryOn(Promotion promotion, Promotion.Work work) {
        return switch (work) {
            case SELECT -> {
                var size = audience.select(promotion);
                promotions.selected(promotion.id(), size.members(), size.heldOut(), size.waves());
                yield true;
            }
            case SEND -> send(promotion);
            case SETTLE -> {
                look(promotion);
                promotions.settled(promotion.id(), reports.of(promotion, true));
                yield true;
            }
        };
    }

    private boolean send(Promotion promotion) {
        var stage = java.util.Objects.requireNonNull(promotion.stage());
        var wave = waves.due(promotion.id(), stage);
        if (wave.isEmpty()) {
            return false;
        }
        if (stage == Stage.REMINDER && wave.get().cursor() == 0) {
            look(promotion);
        }
        var next = audience.next(promotion, stage, wave.get().wave(), wave.get().cursor(), settings.batch());
        if (next.size() < settings.batch()) {
            plan(promotion, stage, next);
            if (!next.isEmpty()) {
                waves.advanced(
                        promotion.id(),
                        stage,
                        wave.get().wave(),
                        next.get(next.size() - 1).value(),
                        next.size());
            }
            return waves.done(
                    promotion.id(),
                    stage,
                    wave.get().wave(),
                    Duration.ofMinutes(promotion.plan().waveMinutes()));
        }
        plan(promotion, stage, next);
        waves.advanced(
                promotion.id(),
                stage,
                wave.get().wave(),
                next.get(next.size() - 1).value(),
                next.size());
        return false;
    }

    private void plan(Promotion promotion, Stage stage, java.util.List<io.hearth.member.MemberId> members) {
        var template = promotion.plan().template(stage).orElseThrow();
        var values = Map.of(
                "title", promotion.plan().title(), "offer", promotion.plan().offer());
        messages.plan(members.stream()
                .map(member -> new MessageRequest(
                        key(promotion, stage),
                        member,
                        promotion.community(),
                        template,
                        values,
                        PURPOSE_OF_TEMPLATE,
                        null))
                .toList());
    }

    /** Notes who has reacted until now; counted anew each time, so that looking twice changes nothing. */
    void look(Promotion promotion) {
        var upto = clock.instant();
        audience.react(promotion, upto);
        promotions.reactedUpto(promotion.id(), upto);
    }
}
