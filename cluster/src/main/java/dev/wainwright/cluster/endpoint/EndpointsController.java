package dev.wainwright.cluster.endpoint;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.Service;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.runtime.cache.Change;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the Endpoints and EndpointSlices of every service that selects pods. However quickly pods come and go, a service is
 * looked at again half a second after the last time at the earliest: one look costs as much as its namespace has pods.
 */
public final class EndpointsController implements Controller<ObjectKey> {
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Map<ObjectKey, Instant> looked = new HashMap<>();

    @Override
    public String name() {
        return "endpoints";
    }

    @Override
    public List<Interest<ObjectKey>> interests() {
        return List.of(
                Interest.about(Service.class),
                new Interest<>(Kinds.of(Pod.class), EndpointsController::podChanged),
                Interest.read(Node.class),
                of(EndpointsObject.KIND, EndpointsObject.MANAGED, Optional.empty()),
                of(Slices.KIND, Slices.MANAGED, Optional.of(Slices.SERVICE)));
    }

    /** What it has written itself; changes and removals by others are undone. */
    private static Interest<ObjectKey> of(Kind kind, String mark, Optional<String> service) {
        return new Interest<>(kind, (change, snapshot, concerned) -> {
            KubeObject object = change.latest();
            if (object.metadata().labels().containsKey(mark)) {
                String name = service.map(label -> object.metadata().labels().getOrDefault(label, ""))
                        .orElse(object.name());
                concerned.accept(new ObjectKey(object.metadata().namespace(), name));
            }
        });
    }

    private static void podChanged(Change change, Snapshot snapshot, Consumer<ObjectKey> concerned) {
        var services = snapshot.in(Service.class, change.latest().metadata().namespace());
        if (services.isEmpty() || !matters((Pod) change.before(), (Pod) change.after())) {
            return;
        }
        for (Service service : services) {
            if (isSelected(service, change.before()) || isSelected(service, change.after())) {
                concerned.accept(ObjectKey.of(service));
            }
        }
    }

    private static boolean isSelected(Service service, @Nullable KubeObject pod) {
        return pod instanceof Pod some && Backend.isSelected(service, some);
    }

    /** Whether a change can be seen in endpoints: most of a pod's life has no address, or changes nothing of it. */
    private static boolean matters(@Nullable Pod before, @Nullable Pod after) {
        if (before == null || after == null) {
            Pod pod = Objects.requireNonNull(before == null ? after : before);
            return !pod.status().podIP().isEmpty();
        }
        return !before.status().podIP().equals(after.status().podIP())
                || before.isReady() != after.isReady()
                || before.isTerminal() != after.isTerminal()
                || before.metadata().isTerminating() != after.metadata().isTerminating()
                || !before.metadata().labels().equals(after.metadata().labels());
    }

    @Override
    public Step reconcile(ObjectKey key, Situation situation) {
        Optional<Service> service = situation.snapshot().get(Service.class, key);
        if (service.isEmpty()) {
            looked.remove(key);
            return forgotten(key, situation.snapshot());
        }
        if (service.get().spec().selector().isEmpty() || isElsewhere(service.get())) {
            return Step.DONE;
        }
        Instant last = looked.get(key);
        if (last != null && situation.now().isBefore(last.plus(PAUSE))) {
            return Step.wakeAfter(Duration.between(situation.now(), last.plus(PAUSE)));
        }
        looked.put(key, situation.now());
        return told(service.get(), situation.snapshot());
    }

    private static boolean isElsewhere(Service service) {
        return service.rest().mapping("spec").text("type", "").equals("ExternalName");
    }

    private static Step told(Service service, Snapshot snapshot) {
        List<Backend> backends = Backend.of(service, snapshot);
        String changed = changed(service, backends);
        var writes = new ArrayList<Write>();
        Optional<KubeObject> endpoints = snapshot.get(EndpointsObject.KIND, ObjectKey.of(service));
        EndpointsObject.write(service, backends, endpoints, changed).ifPresent(writes::add);
        writes.addAll(Slices.writes(service, backends, slices(service, snapshot), changed));
        return Step.writes(writes);
    }

    private static List<KubeObject> slices(Service service, Snapshot snapshot) {
        return snapshot.in(Slices.KIND, service.metadata().namespace()).stream()
                .filter(slice -> service.name().equals(slice.metadata().labels().get(Slices.SERVICE))
                        && Slices.MANAGER.equals(slice.metadata().labels().get(Slices.MANAGED))
                        && !slice.metadata().isTerminating())
                .toList();
    }

    /** When the latest of what is told happened. */
    private static String changed(Service service, List<Backend> backends) {
        Instant created = service.metadata().creationTimestamp();
        return backends.stream()
                .flatMap(backend -> backend.pod().status().condition("Ready").stream())
                .map(Condition::lastTransitionTime)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .or(() -> Optional.ofNullable(created))
                .map(moment -> moment.truncatedTo(ChronoUnit.SECONDS).toString())
                .orElse("");
    }

    /** Slices have an owner and go with it; Endpoints do not. */
    private static Step forgotten(ObjectKey key, Snapshot snapshot) {
        return snapshot.get(EndpointsObject.KIND, key)
                .filter(object -> EndpointsObject.MANAGER.equals(
                        object.metadata().labels().get(EndpointsObject.MANAGED)))
                .map(object -> Step.write(Write.delete(EndpointsObject.KIND, object)))
                .orElse(Step.DONE);
    }
}
