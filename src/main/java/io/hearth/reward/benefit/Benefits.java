package io.hearth.reward.benefit;

import io.hearth.member.MemberId;
import io.hearth.reward.Award;
import io.hearth.reward.catalogue.GivenItems;
import io.hearth.reward.catalogue.Privileges;
import io.hearth.reward.coupon.Coupons;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives coupons, privileges and gifts for rules: in sets, in the caller's transaction, each cause once. Where a pool or a
 * stock has nothing left, that is written down and the rest goes on.
 */
@Component
public class Benefits {

    private static final String BY = "hearth";

    private final BenefitTable table;
    private final Coupons coupons;
    private final Privileges privileges;
    private final GivenItems gifts;

    Benefits(BenefitTable table, Coupons coupons, Privileges privileges, GivenItems gifts) {
        this.table = table;
        this.coupons = coupons;
        this.privileges = privileges;
        this.gifts = gifts;
    }

    /** Gives what was not given for the same cause before. */
    public void apply(List<Award> awards) {
        if (!awards.isEmpty()) {
            give(table.ask(awards));
        }
    }

    private record Source(String kind, String community, String store) {}

    private void give(List<Benefit> asked) {
        var bySource = new LinkedHashMap<Source, List<Benefit>>();
        for (var one : asked) {
            bySource.computeIfAbsent(new Source(one.kind(), one.community(), one.store()), source -> new ArrayList<>())
                    .add(one);
        }
        var given = new ArrayList<Benefit.Given>();
        bySource.forEach((source, some) -> given.addAll(
                switch (source.kind()) {
                    case "coupon" -> coupons(source, some);
                    case "gift" -> gifts(source, some);
                    default -> privileges(some);
                }));
        if (!given.isEmpty()) {
            table.settle(given);
        }
    }

    private List<Benefit.Given> coupons(Source source, List<Benefit> some) {
        var pool = coupons.open(source.community(), source.store());
        if (pool.isEmpty()) {
            return refused(some, Benefit.NONE);
        }
        Map<String, MemberId> causes = new LinkedHashMap<>();
        some.forEach(one -> causes.put(one.cause(), one.member()));
        var codes = coupons.issue(pool.getAsLong(), causes, BY);
        return some.stream()
                .map(one -> {
                    var code = codes.get(one.cause());
                    return new Benefit.Given(one.id(), code == null ? Benefit.EMPTY : null, code, null);
                })
                .toList();
    }

    private List<Benefit.Given> gifts(Source source, List<Benefit> some) {
        Map<UUID, MemberId> wanted = new LinkedHashMap<>();
        some.forEach(one -> wanted.put(one.id(), one.member()));
        var taken = gifts.give(source.community(), source.store(), wanted, BY);
        if (taken.isEmpty()) {
            return refused(some, Benefit.NONE);
        }
        return some.stream()
                .map(one ->
                        new Benefit.Given(one.id(), taken.get().contains(one.id()) ? null : Benefit.EMPTY, null, null))
                .toList();
    }

    /** One after the other, as a term begins where the member's last one ends. */
    private List<Benefit.Given> privileges(List<Benefit> some) {
        return some.stream()
                .map(one -> new Benefit.Given(
                        one.id(),
                        null,
                        null,
                        privileges.grant(
                                one.member(), one.community(), one.what(), Duration.ofDays(one.days()), one.cause())))
                .toList();
    }

    private static List<Benefit.Given> refused(List<Benefit> some, String why) {
        return some.stream()
                .map(one -> new Benefit.Given(one.id(), why, null, null))
                .toList();
    }

    /** Tries again what was refused; empty where nothing was. */
    @Transactional
    Optional<Benefit> again(UUID id) {
        var refused = table.refused(id);
        refused.ifPresent(one -> give(List.of(one)));
        return refused.flatMap(one -> table.find(one.id()));
    }
}
