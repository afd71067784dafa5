package io.hearth.message;

import io.hearth.member.Profile;
import io.hearth.message.template.Part;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The visible outbox: messages arrive in the console, in all their forms, and leave the house no other way. It stands in
 * until a real channel is configured.
 */
@Component
class OutboxChannel implements Channel {

    static final String NAME = "outbox";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Part> parts() {
        return EnumSet.allOf(Part.class);
    }

    @Override
    public boolean takesKey() {
        return true;
    }

    @Override
    public Optional<String> address(Profile profile) {
        return Optional.of(profile.id().toString());
    }

    @Override
    public Delivery deliver(Outgoing message) {
        return new Delivery.Accepted(null);
    }
}
