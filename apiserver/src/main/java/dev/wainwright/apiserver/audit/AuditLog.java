package dev.wainwright.apiserver.audit;

import dev.wainwright.api.tree.Json;
import dev.wainwright.apiserver.http.Exchange;
import dev.wainwright.apiserver.http.Exchanges;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Appends every request to a file, one JSON document per line.
 *
 * <p>One thread writes; requests only leave their event in a queue and never wait. If the disk falls behind by more than
 * {@value #MOST_WAITING} events, further ones are dropped and counted: a slow disk must not stop the cluster. What is in the
 * queue when the log is closed is written.
 */
public final class AuditLog implements Exchanges, AutoCloseable {
    static final int MOST_WAITING = 20_000;

    private static final long POLL_MILLIS = 200;

    private final Writer out;
    private final ArrayBlockingQueue<Exchange> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final LongAdder written = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final Thread writer;
    private volatile boolean closing;
    private volatile @Nullable IOException failure;

    private AuditLog(Writer out) {
        this.out = out;
        this.writer = Thread.ofPlatform().name("audit").daemon().unstarted(this::write);
    }

    /** Begins to append to {@code file}, which is made if it is not there. */
    public static AuditLog open(Path file) throws IOException {
        var log = new AuditLog(Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        log.writer.start();
        return log;
    }

    @Override
    public void answered(Exchange exchange) {
        if (closing || !waiting.offer(exchange)) {
            lost.increment();
        }
    }

    /** How many events are in the file. */
    public long written() {
        return written.sum();
    }

    /** How many events are not: there were too many at once, or the file could not be written. */
    public long lost() {
        return lost.sum();
    }

    private void write() {
        try (out) {
            while (!closing || !waiting.isEmpty()) {
                Exchange next = waiting.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    append(next);
                }
                if (waiting.isEmpty()) {
                    out.flush();
                }
            }
        } catch (IOException e) {
            failure = e;
            closing = true;
            lost.add(waiting.size());
            waiting.clear();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void append(Exchange exchange) throws IOException {
        try {
            out.write(Json.print(AuditEvent.of(exchange, UUID.randomUUID())));
            out.write('\n');
            written.increment();
        } catch (IOException e) {
            lost.increment();
            throw e;
        }
    }

    /** Writes what waits and ends; throws when something could not be written, now or before. */
    @Override
    public void close() throws IOException {
        closing = true;
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        IOException failed = failure;
        if (failed != null) {
            throw failed;
        }
    }
}
