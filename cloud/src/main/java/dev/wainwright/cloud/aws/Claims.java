package dev.wainwright.cloud.aws;

import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.cloud.ec2.Ec2;
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
    private final AwsSettings settings;
    private final TypeLists types;
    private final Launches launches;
    private final LookAround around;
    private final LinkedHashMap<String, Entry> entries = new LinkedHashMap<>();

    private static final class Entry {
        private final Instant since;
        private final List<Consumer<Launch>> waiting = new ArrayList<>();
        private Launch.@Nullable Launched launched;
        private boolean inFlight;
        private boolean seen;
        private boolean lookedFor;
        private int attempts;

        Entry(Instant since) {
            this.since = since;
        }
    }

    Claims(Driver driver, Ec2 ec2, AwsSettings settings, TypeLists types, Launches launches) {
        this.driver = driver;
        this.settings = settings;
        this.types = types;
        this.launches = launches;
        this.around = new LookAround(driver, ec2, settings.clusterName(), this::launched);
    }

    /** Whether an earlier process may have launched a machine for it, which by now may be another claim's. */
    boolean isInherited(NodeClaim claim) {
        Instant created = claim.metadata().creationTimestamp();
        return created != null && created.isBefore(around.started());
    }

    private boolean needsAdoption(NodeClaim claim) {
        Entry entry = entries.get(claim.metadata().uid());
        return isInherited(claim) && (entry == null || !entry.lookedFor);
    }

    /** @param taken ids of machines that claims already have, if the claim {@linkplain #isInherited is inherited} */
    void launch(NodeClaim claim, Ec2NodeClass nodeClass, Set<String> taken, Consumer<Launch> answer) {
        Entry entry;
        Launch known;
        boolean adopt;
        synchronized (this) {
            forgetOld();
            adopt = needsAdoption(claim);
            entry = entries.computeIfAbsent(claim.metadata().uid(), uid -> new Entry(driver.now()));
            known = entry.launched;
            if (known == null) {
                entry.waiting.add(answer);
                if (entry.inFlight) {
                    return;
                }
                entry.inFlight = true;
            }
        }
        if (known != null) {
            answer.accept(known);
        } else if (adopt) {
            around.look(taken, orphans -> adoptOrLaunch(claim, nodeClass, taken, entry, orphans));
        } else {
            launch(claim, nodeClass, taken, entry);
        }
    }

    private void launch(NodeClaim claim, Ec2NodeClass nodeClass, Set<String> taken, Entry entry) {
        launches.launch(claim, nodeClass, entry.attempts, launch -> {
            if (isSomebodyElses(launch, taken, entry)) {
                // An earlier process bought it with this claim's token, and another claim has adopted it since.
                synchronized (this) {
                    entry.attempts++;
                }
                launch(claim, nodeClass, taken, entry);
            } else {
                settle(entry, launch);
            }
        });
    }

    private synchronized boolean isSomebodyElses(Launch launch, Set<String> taken, Entry entry) {
        if (!(launch instanceof Launch.Launched launched)) {
            return false;
        }
        String id = AwsCloudProvider.instanceId(launched.claim().status().providerID());
        return taken.contains(id)
                || entries.values().stream()
                        .anyMatch(other -> other != entry
                                && other.launched != null
                                && AwsCloudProvider.instanceId(
                                                other.launched.claim().status().providerID())
                                        .equals(id));
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

    private void adoptOrLaunch(
            NodeClaim claim, Ec2NodeClass nodeClass, Set<String> taken, Entry entry, Response<Adoption> orphans) {
        switch (orphans) {
            case Response.Failed<Adoption> failed ->
                settle(entry, new Launch.Failed("LaunchFailed", "cannot list machines: " + failed.error()));
            case Response.Ok<Adoption> ok -> {
                Optional<Hydration.Placed> found;
                synchronized (this) {
                    entry.lookedFor = true;
                    found = ok.value().adopt(claim, nodeClass, types.of(nodeClass), settings.clusterName());
                }
                if (found.isPresent()) {
                    settle(entry, new Launch.Launched(Hydration.launched(claim, nodeClass, found.get())));
                } else {
                    launch(claim, nodeClass, taken, entry);
                }
            }
        }
    }

    private synchronized Set<String> launched() {
        var ids = new HashSet<String>();
        for (Entry entry : entries.values()) {
            if (entry.launched != null) {
                ids.add(AwsCloudProvider.instanceId(
                        entry.launched.claim().status().providerID()));
            }
        }
        return ids;
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
