package dev.wainwright.cloud.aws;

import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.cloud.ec2.Ec2;
import dev.wainwright.cloud.ec2.Ec2.InstanceQuery;
import dev.wainwright.cloud.ec2.Instance;
import dev.wainwright.cloud.ec2.Response;
import dev.wainwright.cloud.provider.Launch;
import dev.wainwright.runtime.time.Driver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a claim gets one machine however often it is asked for: by the same process, which remembers, or by the next
 * one, which looks for machines that nobody knows before it launches for claims that are older than itself.
 */
final class Claims {
    /** For how long what was launched is remembered; by then the claim says so itself. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    /** How long EC2 may take to show a machine that it has sold. */
    private static final Duration FRESH = Duration.ofSeconds(60);

    private final Driver driver;
    private final Ec2 ec2;
    private final AwsSettings settings;
    private final TypeLists types;
    private final Launches launches;
    private final Instant started;
    private final LinkedHashMap<String, Entry> entries = new LinkedHashMap<>();
    private @Nullable Adoption adoption;
    private List<Runnable> awaitingAdoption = new ArrayList<>();

    private static final class Entry {
        private final Instant since;
        private final List<Consumer<Launch>> waiting = new ArrayList<>();
        private Launch.@Nullable Launched launched;
        private boolean inFlight;
        private boolean seen;
        private int attempts;

        Entry(Instant since) {
            this.since = since;
        }
    }

    Claims(Driver driver, Ec2 ec2, AwsSettings settings, TypeLists types, Launches launches) {
        this.driver = driver;
        this.ec2 = ec2;
        this.settings = settings;
        this.types = types;
        this.launches = launches;
        this.started = driver.now();
    }

    /** Whether an earlier process may have launched a machine for it. */
    synchronized boolean needsAdoption(NodeClaim claim) {
        Instant created = claim.metadata().creationTimestamp();
        return created != null
                && created.isBefore(started)
                && !entries.containsKey(claim.metadata().uid());
    }

    /** @param taken ids of machines that claims already have, if {@link #needsAdoption} */
    void launch(NodeClaim claim, Ec2NodeClass nodeClass, Set<String> taken, Consumer<Launch> answer) {
        Entry entry;
        boolean adopt;
        synchronized (this) {
            forgetOld();
            adopt = needsAdoption(claim);
            entry = entries.computeIfAbsent(claim.metadata().uid(), uid -> new Entry(driver.now()));
            if (entry.launched == null) {
                entry.waiting.add(answer);
                if (entry.inFlight) {
                    return;
                }
                entry.inFlight = true;
            }
        }
        if (entry.launched != null) {
            answer.accept(entry.launched);
        } else if (adopt) {
            afterLookingAround(taken, () -> adoptOrLaunch(claim, nodeClass, entry));
        } else {
            launch(claim, nodeClass, entry);
        }
    }

    private void launch(NodeClaim claim, Ec2NodeClass nodeClass, Entry entry) {
        launches.launch(claim, nodeClass, entry.attempts, launch -> settle(entry, launch));
    }

    private void settle(Entry entry, Launch launch) {
        List<Consumer<Launch>> answers;
        synchronized (this) {
            entry.inFlight = false;
            entry.attempts++;
            entry.launched = launch instanceof Launch.Launched launched ? launched : null;
            answers = List.copyOf(entry.waiting);
            entry.waiting.clear();
        }
        answers.forEach(each -> each.accept(launch));
    }

    private void adoptOrLaunch(NodeClaim claim, Ec2NodeClass nodeClass, Entry entry) {
        Optional<Hydration.Placed> found;
        synchronized (this) {
            Adoption known = adoption;
            found = known == null
                    ? Optional.empty()
                    : known.adopt(claim, nodeClass, types.of(nodeClass), settings.clusterName());
        }
        if (found.isPresent()) {
            settle(entry, new Launch.Launched(Hydration.launched(claim, nodeClass, found.get())));
        } else {
            launch(claim, nodeClass, entry);
        }
    }

    /** Lists machines once in the life of the process, and then goes on; what cannot be listed is not waited for. */
    private void afterLookingAround(Set<String> taken, Runnable then) {
        boolean first;
        synchronized (this) {
            if (adoption == null) {
                awaitingAdoption.add(then);
                first = awaitingAdoption.size() == 1;
            } else {
                first = false;
            }
        }
        if (first) {
            var query = new InstanceQuery(List.of(), Tags.filters(settings.clusterName()));
            ec2.describeInstances(query, response -> lookedAround(response, taken));
        } else if (isAround()) {
            then.run();
        }
    }

    private synchronized boolean isAround() {
        return adoption != null;
    }

    private void lookedAround(Response<List<Instance>> response, Set<String> taken) {
        List<Runnable> next;
        synchronized (this) {
            var known = new HashSet<>(taken);
            entries.values().forEach(entry -> {
                Launch.Launched launched = entry.launched;
                if (launched != null) {
                    known.add(AwsCloudProvider.instanceId(
                            launched.claim().status().providerID()));
                }
            });
            adoption = new Adoption(
                    response instanceof Response.Ok<List<Instance>> ok ? ok.value() : List.of(), known, started);
            next = awaitingAdoption;
            awaitingAdoption = new ArrayList<>();
        }
        next.forEach(Runnable::run);
    }

    /** The id of a claim's machine, from the claim or from memory; empty for none. */
    synchronized String instanceOf(NodeClaim claim) {
        String said = AwsCloudProvider.instanceId(claim.status().providerID());
        Entry entry = entries.get(claim.metadata().uid());
        if (!said.isEmpty() || entry == null || entry.launched == null) {
            return said;
        }
        return AwsCloudProvider.instanceId(entry.launched.claim().status().providerID());
    }

    synchronized boolean isLaunching(NodeClaim claim) {
        Entry entry = entries.get(claim.metadata().uid());
        return entry != null && entry.inFlight;
    }

    /** Whether its machine is so young that EC2 may not show it yet. */
    synchronized boolean isFresh(NodeClaim claim) {
        Entry entry = entries.get(claim.metadata().uid());
        if (entry != null && entry.seen) {
            return false;
        }
        Instant since = entry != null ? entry.since : claim.metadata().creationTimestamp();
        return since != null && driver.now().isBefore(since.plus(FRESH));
    }

    /** EC2 shows its machine: from now on it is gone when it is not shown. */
    synchronized void seen(NodeClaim claim) {
        Entry entry = entries.get(claim.metadata().uid());
        if (entry != null) {
            entry.seen = true;
        }
    }

    synchronized void forget(NodeClaim claim) {
        entries.remove(claim.metadata().uid());
    }

    private void forgetOld() {
        Instant limit = driver.now().minus(REMEMBERED);
        var iterator = entries.entrySet().iterator();
        while (iterator.hasNext()) {
            Map.Entry<String, Entry> oldest = iterator.next();
            if (oldest.getValue().since.isAfter(limit) || oldest.getValue().inFlight) {
                return;
            }
            iterator.remove();
        }
    }
}
