package io.hearth.message;

import io.hearth.message.template.MessageTemplate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The channels that are switched on, and the order in which they are tried. */
final class Route {

    private final Map<String, Channel> channels = new LinkedHashMap<>();

    Route(Collection<Channel> available, List<String> order) {
        var byName = new LinkedHashMap<String, Channel>();
        available.forEach(channel -> {
            if (byName.putIfAbsent(channel.name(), channel) != null) {
                throw new IllegalStateException("Expected one channel '" + channel.name() + "', but found two");
            }
        });
        order.stream().filter(byName::containsKey).forEach(name -> channels.put(name, byName.get(name)));
        byName.forEach(channels::putIfAbsent);
        var realOnes = channels.keySet().stream()
                .filter(name -> !name.equals(OutboxChannel.NAME))
                .count();
        if (realOnes > 0 && !order.contains(OutboxChannel.NAME)) {
            channels.remove(OutboxChannel.NAME);
        }
    }

    Collection<Channel> all() {
        return channels.values();
    }

    List<String> names() {
        return List.copyOf(channels.keySet());
    }

    Optional<Channel> find(String name) {
        return Optional.ofNullable(channels.get(name));
    }

    /** The channels for one message: the member's own choice first, then what the template asks for, then the order. */
    List<Channel> of(MessageTemplate template, @Nullable String preferred, Collection<String> tried) {
        var wanted = template.description().channels();
        var chosen = new ArrayList<Channel>();
        for (var channel : channels.values()) {
            var fits = channel.parts().stream().anyMatch(template.parts()::contains);
            var asked = wanted.isEmpty()
                    ? channel.personal()
                    : wanted.contains(channel.name()) || channel.name().equals(OutboxChannel.NAME);
            if (fits && asked && !tried.contains(channel.name())) {
                chosen.add(channel.name().equals(preferred) ? 0 : chosen.size(), channel);
            }
        }
        return chosen;
    }
}
