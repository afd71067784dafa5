package io.hearth.referral;

import io.hearth.community.Membership;
import io.hearth.community.Memberships;
import io.hearth.event.Effects;
import io.hearth.event.LoggedEvent;
import io.hearth.event.Witness;
import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Notes who came by whose code, and the steps that those take. Whose code a visitor brings first is the inviter; who was a
 * member before was not invited by anybody.
 */
@Component
class Attribution implements Witness {

    private final ProgrammeTable programmes;
    private final Codes codes;
    private final ReferralTable referrals;
    private final Memberships memberships;

    Attribution(ProgrammeTable programmes, Codes codes, ReferralTable referrals, Memberships memberships) {
        this.programmes = programmes;
        this.codes = codes;
        this.referrals = referrals;
        this.memberships = memberships;
    }

    private record Heard(LoggedEvent event, Programme programme) {

        Key key() {
            return new Key(programme.id(), event.member());
        }

        Optional<String> code() {
            return programme.bringsCode(event.type())
                    ? Optional.ofNullable(event.data().get("code"))
                            .filter(Codes::isOne)
                            .map(Object::toString)
                    : Optional.empty();
        }
    }

    private record Key(long programme, MemberId invited) {}

    @Override
    public void saw(List<LoggedEvent> events) {
        var heard = heard(events);
        if (heard.isEmpty()) {
            return;
        }
        var owners = codes.owners(
                heard.stream().flatMap(one -> one.code().stream()).distinct().toList());
        var known = known(heard);
        if (owners.isEmpty() && known.isEmpty()) {
            return;
        }
        var joined = joined(heard, owners);
        var changed = new LinkedHashMap<Key, Referral>();
        for (var one : heard) {
            var before = Optional.ofNullable(known.get(one.key())).or(() -> begun(one, owners, joined));
            var after = before.map(referral -> referral.after(one.event(), one.programme()));
            after.filter(referral -> !referral.equals(known.get(one.key()))).ifPresent(referral -> {
                known.put(one.key(), referral);
                changed.put(one.key(), referral);
            });
        }
        if (!changed.isEmpty()) {
            referrals.save(changed.values());
        }
    }

    private List<Heard> heard(List<LoggedEvent> events) {
        var open = programmes.open();
        if (open.isEmpty()) {
            return List.of();
        }
        var heard = new ArrayList<Heard>();
        for (var event : events) {
            if (event.effects() == Effects.ALL) {
                for (var programme : open.getOrDefault(event.community(), List.of())) {
                    if (programme.listensTo(event.type()) && programme.isOn(event.time())) {
                        heard.add(new Heard(event, programme));
                    }
                }
            }
        }
        return heard;
    }

    private Map<Key, Referral> known(List<Heard> heard) {
        var known = new HashMap<Key, Referral>();
        referrals
                .underWay(
                        heard.stream().map(one -> one.programme().id()).collect(Collectors.toSet()),
                        heard.stream().map(one -> one.event().member()).collect(Collectors.toSet()))
                .forEach(one -> known.put(new Key(one.programme(), one.invited()), one));
        return known;
    }

    private Map<MembershipKey, Membership> joined(List<Heard> heard, Map<String, Codes.Owner> owners) {
        return memberships.load(heard.stream()
                .filter(one -> one.code().filter(owners::containsKey).isPresent())
                .map(one ->
                        new MembershipKey(one.event().community(), one.event().member()))
                .collect(Collectors.toSet()));
    }

    /** A visit by one's own code is nobody's invitation; joining by it is, and looked at like the others. */
    private static Optional<Referral> begun(
            Heard heard, Map<String, Codes.Owner> owners, Map<MembershipKey, Membership> joined) {
        var event = heard.event();
        var code = heard.code().orElse("");
        var owner = owners.get(code);
        if (owner == null || owner.programme() != heard.programme().id()) {
            return Optional.empty();
        }
        if (event.type().equals(Programme.VISITED) && owner.member().equals(event.member())) {
            return Optional.empty();
        }
        var membership = joined.get(new MembershipKey(event.community(), event.member()));
        if (membership != null
                && membership.joined() != null
                && membership.joined().isBefore(event.time())) {
            return Optional.empty();
        }
        return Optional.of(Referral.begun(heard.programme(), code, owner.member(), event.member(), event.time()));
    }
}
