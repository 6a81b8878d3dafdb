package dev.wainwright.cloud.aws;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.read.ManifestReader;
import dev.wainwright.api.read.Profile;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.ControllerManager;
import dev.wainwright.runtime.loop.Options;
import dev.wainwright.runtime.report.Events;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.virtual.VirtualDriver;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A cluster in virtual time in which the provider's controllers run. */
final class Cluster {
    private final ClusterStore store;
    private final VirtualDriver driver;

    Cluster(VirtualDriver driver) {
        this.driver = driver;
        this.store = new ClusterStore(driver, 1);
    }

    Cluster run(List<? extends Supplier<? extends Controller<?>>> controllers) {
        new ControllerManager(driver, store, Options.STANDARD, controllers).start();
        return this;
    }

    void apply(String manifests) {
        var read = ManifestReader.read(
                List.of("-"),
                new ByteArrayInputStream(manifests.getBytes(StandardCharsets.UTF_8)),
                Profile.STRICT,
                pattern -> List.of());
        if (!read.findings().isEmpty()) {
            throw new AssertionError(read.findings());
        }
        for (KubeObject object : read.objects()) {
            var known =
                    store.get(Kinds.of(object.getClass()), ObjectKey.of(object)).toOptional();
            store.write(known.isEmpty() ? Write.create(object) : Write.update(object))
                    .orThrow();
        }
    }

    void create(NodeClaim claim) {
        var made = (NodeClaim) store.write(Write.create(claim)).orThrow().object();
        store.write(Write.updateStatus(new NodeClaim(made.metadata(), made.spec(), claim.status(), made.rest())))
                .orThrow();
    }

    void delete(KubeObject object) {
        store.write(Write.delete(object)).orThrow();
    }

    <T extends KubeObject> Optional<T> find(Class<T> type, String name) {
        return store.get(Kinds.of(type), new ObjectKey("", name)).toOptional().map(type::cast);
    }

    Ec2NodeClass nodeClass(String name) {
        return find(Ec2NodeClass.class, name).orElseThrow();
    }

    Condition condition(String nodeClass, String type) {
        return nodeClass(nodeClass).status().conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    /** {@code reason about}, in the order of names. */
    List<String> events() {
        return store.list(ListRequest.all(Events.KIND)).orThrow().items().stream()
                .map(TreeObject.class::cast)
                .map(event -> event.rest().text("reason", "") + " "
                        + event.rest().mapping("involvedObject").text("name", ""))
                .distinct()
                .sorted()
                .toList();
    }
}
