package io.hearth.message;

import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The channels that are switched on, in the order in which they are tried, and how they do on this node. */
@RestController
@RequestMapping("/api/v1/messages/channels")
class ChannelController {

    private final Route route;
    private final Dispatcher dispatcher;
    private final OutboxTable outbox;
    private final MessageSettings settings;

    ChannelController(Route route, Dispatcher dispatcher, OutboxTable outbox, MessageSettings settings) {
        this.route = route;
        this.dispatcher = dispatcher;
        this.outbox = outbox;
        this.settings = settings;
    }

    /**
     * @param personal whether the member alone reads what is sent there
     * @param takesKey whether a repetition does no harm, so that nothing is ever in doubt
     * @param waiting how many messages are to be sent on it, held ones included
     * @param inHand how many are being sent by this node
     * @param resting whether this node lets it rest after faults, or because it asked for a pause
     * @param perSecond pace of each node; zero for none
     */
    record View(
            String name,
            boolean personal,
            boolean takesKey,
            long waiting,
            int inHand,
            boolean resting,
            int connections,
            int perSecond,
            int perMinute) {}

    @GetMapping
    List<View> list() {
        var waiting = outbox.waiting();
        return route.all().stream()
                .map(channel -> view(channel, waiting.getOrDefault(channel.name(), 0L)))
                .toList();
    }

    private View view(Channel channel, long waiting) {
        var limits = settings.limits(channel.name());
        Optional<ChannelWorker> worker = dispatcher.workers().stream()
                .filter(one -> one.name().equals(channel.name()))
                .findFirst();
        return new View(
                channel.name(),
                channel.personal(),
                channel.takesKey(),
                waiting,
                worker.map(ChannelWorker::inHand).orElse(0),
                worker.map(ChannelWorker::resting).orElse(false),
                limits.connections(),
                limits.perSecond(),
                settings.perMinute(channel));
    }
}
