package dev.wainwright.cloud.simulated;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cloud.ec2.EventQueue;
import dev.wainwright.cloud.ec2.Response;
import dev.wainwright.runtime.chance.Chance;
import dev.wainwright.runtime.chance.Distribution;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The queue that interruption messages go through, with SQS's habits: long polls, hidden while somebody works on them. */
final class Messages implements EventQueue {
    private static final Duration LONG_POLL = Duration.ofSeconds(20);
    private static final Duration HIDDEN = Duration.ofSeconds(20);
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final int AT_ONCE = 10;

    private final Timeline timeline;
    private final String region;
    private final Distribution delay;
    private final Chance chance;
    private final List<Waiting> messages = new ArrayList<>();
    private final ArrayDeque<Receiver> receivers = new ArrayDeque<>();
    private long count;

    private static final class Waiting {
        private final Message message;
        private final Instant expires;
        private Instant visibleFrom;

        Waiting(Message message, Instant visibleFrom, Instant expires) {
            this.message = message;
            this.visibleFrom = visibleFrom;
            this.expires = expires;
        }
    }

    private record Receiver(Consumer<Response<List<Message>>> answer) {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    Messages(Timeline timeline, String region, Distribution delay, Chance chance) {
        this.timeline = timeline;
        this.region = region;
        this.delay = delay;
        this.chance = chance.of("event");
    }

    /** Puts an event into the queue as EventBridge words it. */
    void put(String detailType, String instance, Tree.Mapping more) {
        long id = ++count;
        Instant now = timeline.now();
        Tree.Mapping body = Tree.Mapping.EMPTY
                .with("version", Tree.text("0"))
                .with("id", Tree.text("event-" + id))
                .with("detail-type", Tree.text(detailType))
                .with("source", Tree.text("aws.ec2"))
                .with("account", Tree.text("123456789012"))
                .with("time", Tree.text(now.toString()))
                .with("region", Tree.text(region))
                .with("detail", more.with("instance-id", Tree.text(instance)));
        var waiting = new Waiting(new Message("receipt-" + id, Json.print(body)), now, now.plus(KEPT));
        timeline.after(delay.at(chance.draw(id)), () -> {
            messages.add(waiting);
            deliver();
        });
    }

    @Override
    public void receive(Consumer<Response<List<Message>>> answer) {
        synchronized (timeline) {
            var receiver = new Receiver(answer);
            receivers.add(receiver);
            deliver();
            if (receivers.contains(receiver)) {
                timeline.after(LONG_POLL, () -> {
                    if (receivers.remove(receiver)) {
                        timeline.tell(Duration.ZERO, () -> answer.accept(Response.ok(List.of())));
                    }
                });
            }
        }
    }

    @Override
    public void delete(String receipt, Consumer<Response<Boolean>> answer) {
        synchronized (timeline) {
            boolean known = messages.removeIf(each -> each.message.receipt().equals(receipt));
            timeline.tell(Duration.ZERO, () -> answer.accept(Response.ok(known)));
        }
    }

    private void deliver() {
        Instant now = timeline.now();
        messages.removeIf(each -> !each.expires.isAfter(now));
        while (!receivers.isEmpty()) {
            List<Waiting> batch = messages.stream()
                    .filter(each -> !each.visibleFrom.isAfter(now))
                    .limit(AT_ONCE)
                    .toList();
            if (batch.isEmpty()) {
                return;
            }
            batch.forEach(each -> each.visibleFrom = now.plus(HIDDEN));
            timeline.after(HIDDEN, this::deliver);
            Receiver receiver = receivers.remove();
            List<Message> bodies = batch.stream().map(each -> each.message).toList();
            timeline.tell(Duration.ZERO, () -> receiver.answer().accept(Response.ok(bodies)));
        }
    }
}
