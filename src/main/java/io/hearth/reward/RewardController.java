package io.hearth.reward;

import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import io.hearth.platform.Problem;
import io.hearth.reward.RewardHistory.BadgeGiven;
import io.hearth.reward.RewardHistory.Total;
import io.hearth.reward.ledger.LedgerCheck;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What members have been given. */
@RestController
@RequestMapping("/api/v1")
class RewardController {

    private final Rewards rewards;
    private final RewardHistory history;
    private final LedgerCheck check;

    RewardController(Rewards rewards, RewardHistory history, LedgerCheck check) {
        this.check = check;
        this.rewards = rewards;
        this.history = history;
    }

    /**
     * @param grace where the member is about to fall, and until when the level is kept
     * @param plans the memberships that the member pays for
     */
    record Wallet(
            long points,
            @Nullable String level,
            RewardHistory.@Nullable Grace grace,
            List<BadgeGiven> badges,
            List<String> plans) {}

    @GetMapping("/members/{id}/rewards")
    Wallet wallet(@PathVariable MemberId id, @RequestParam String community) {
        var key = new MembershipKey(community, id);
        var standing = rewards.standings(List.of(key)).getOrDefault(key, Standing.NOTHING);
        return new Wallet(
                standing.points(),
                standing.level(),
                history.grace(id, community).orElse(null),
                history.badges(id, community),
                history.plans(id, community));
    }

    record Totals(List<Total> totals, long outstanding, boolean balanced) {}

    /** Totals of the last days by reason, and whether the ledger added up when it was last checked. */
    @GetMapping("/rewards")
    Totals totals(
            @RequestParam(required = false) @Nullable String community, @RequestParam(defaultValue = "30") int days) {
        if (days < 1 || days > 366) {
            throw Problem.caller("request.invalid", "Expected 1 to 366 days, but got " + days + ".")
                    .field("days");
        }
        return new Totals(history.totals(community, days), history.outstanding(community), check.wasRight());
    }
}
