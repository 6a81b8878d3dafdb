package dev.wainwright.cloud.aws;

import dev.wainwright.cloud.ec2.Ec2;
import dev.wainwright.cloud.ec2.Ec2.InstanceQuery;
import dev.wainwright.cloud.ec2.Instance;
import dev.wainwright.cloud.ec2.Response;
import dev.wainwright.runtime.time.Driver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A look, at the beginning of a process, at what machines there are. Whoever wants to know waits for the same look. After a
 * while it is too old to trust, because garbage collection ends what nobody has asked for, and then there is nothing to adopt.
 */
final class LookAround {
    private static final Duration TRUSTED = Duration.ofSeconds(30);

    private final Driver driver;
    private final Ec2 ec2;
    private final InstanceQuery query;
    private final Instant started;
    private final Supplier<Set<String>> launched;
    private final List<Consumer<Response<Adoption>>> waiting = new ArrayList<>();
    private @Nullable Adoption seen;
    private Instant seenAt = Instant.MIN;

    /** @param launched the ids of machines that this process has launched */
    LookAround(Driver driver, Ec2 ec2, String cluster, Supplier<Set<String>> launched) {
        this.driver = driver;
        this.ec2 = ec2;
        this.query = new InstanceQuery(List.of(), Tags.filters(cluster));
        this.started = driver.now();
        this.launched = launched;
    }

    /** When the process began. */
    Instant started() {
        return started;
    }

    /** @param taken the ids of machines that claims have */
    void look(Set<String> taken, Consumer<Response<Adoption>> answer) {
        Adoption known;
        synchronized (this) {
            known = seen;
            if (known == null) {
                waiting.add(answer);
                if (waiting.size() > 1) {
                    return;
                }
            } else if (driver.now().isAfter(seenAt.plus(TRUSTED))) {
                known = new Adoption(List.of(), Set.of(), started);
            }
        }
        if (known != null) {
            answer.accept(Response.ok(known));
        } else {
            ec2.describeInstances(query, response -> seen(response.map(instances -> orphans(instances, taken))));
        }
    }

    private Adoption orphans(List<Instance> instances, Set<String> taken) {
        var known = new HashSet<>(taken);
        known.addAll(launched.get());
        return new Adoption(instances, known, started);
    }

    private void seen(Response<Adoption> response) {
        List<Consumer<Response<Adoption>>> answers;
        synchronized (this) {
            if (response instanceof Response.Ok<Adoption> ok) {
                seen = ok.value();
                seenAt = driver.now();
            }
            answers = List.copyOf(waiting);
            waiting.clear();
        }
        answers.forEach(answer -> answer.accept(response));
    }
}
