package dev.wainwright.bench.watch;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.LongAdder;

/** Counts the lines of a watch; one that is slow takes nothing until it is told to. */
final class Counter implements BodySubscriber<Boolean> {
    private static final byte LINE_END = '\n';

    private final LongAdder all;
    private final boolean slow;
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private final CompletableFuture<Flow.Subscription> begun = new CompletableFuture<>();
    private final LongAdder mine = new LongAdder();

    Counter(LongAdder all, boolean slow) {
        this.all = all;
        this.slow = slow;
    }

    long lines() {
        return mine.sum();
    }

    CompletableFuture<Boolean> ended() {
        return ended;
    }

    /** Takes everything from now on. */
    void wakeUp() {
        begun.join().request(Long.MAX_VALUE);
    }

    @Override
    public CompletionStage<Boolean> getBody() {
        // Complete at once: the exchange counts as answered when its head is there.
        return CompletableFuture.completedFuture(true);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        begun.complete(subscription);
        if (!slow) {
            wakeUp();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        int lines = 0;
        for (ByteBuffer buffer : buffers) {
            while (buffer.hasRemaining()) {
                lines += buffer.get() == LINE_END ? 1 : 0;
            }
        }
        mine.add(lines);
        all.add(lines);
    }

    @Override
    public void onError(Throwable failure) {
        ended.complete(false);
    }

    @Override
    public void onComplete() {
        ended.complete(true);
    }
}
