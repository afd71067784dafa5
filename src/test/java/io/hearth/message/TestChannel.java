package io.hearth.message;

import io.hearth.member.Profile;
import io.hearth.message.template.Part;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A channel of one test: remembers every attempt, and answers as it is told. */
final class TestChannel implements Channel {

    private final String name;
    private final boolean takesKey;
    private final List<Outgoing> attempts = new CopyOnWriteArrayList<>();
    private volatile Function<Outgoing, Delivery> answer = message -> new Delivery.Accepted(null);

    TestChannel(boolean takesKey) {
        this.name = "t-" + UUID.randomUUID().toString().substring(0, 12);
        this.takesKey = takesKey;
    }

    TestChannel answering(Function<Outgoing, Delivery> answer) {
        this.answer = answer;
        return this;
    }

    List<Outgoing> attempts() {
        return attempts;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<Part> parts() {
        return EnumSet.allOf(Part.class);
    }

    @Override
    public boolean takesKey() {
        return takesKey;
    }

    @Override
    public Optional<String> address(Profile profile) {
        return Optional.ofNullable(profile.email());
    }

    @Override
    public Delivery deliver(Outgoing message) {
        attempts.add(message);
        return answer.apply(message);
    }
}
