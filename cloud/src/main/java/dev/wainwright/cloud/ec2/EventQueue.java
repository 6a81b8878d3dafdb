package dev.wainwright.cloud.ec2;

import java.util.List;
import java.util.function.Consumer;

/** The queue that AWS's events about instances are put into (SQS behind EventBridge, karpenter-aws §7.1). */
public interface EventQueue {
    /** Up to 10 messages as soon as there are any, none after 20 s; each comes again after a while unless it is deleted. */
    void receive(Consumer<Response<List<Message>>> answer);

    void delete(String receipt, Consumer<Response<Boolean>> answer);

    /** @param body JSON, as EventBridge writes it */
    record Message(String receipt, String body) {}
}
