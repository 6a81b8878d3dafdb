package dev.wainwright.autoscaler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.autoscaler.metrics.Family;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is to be seen from outside of an autoscaler at work. */
class MetricsTest {
    private static final String GENERAL = "nodepool=\"general\"";

    private static Scene running() {
        Scene scene = Scene.ready().pods("web", 1, 1500);
        assertThat(scene.eventually(scene::allRun)).isTrue();
        return scene.passes(Duration.ofSeconds(5));
    }

    private static Scene emptied() {
        Scene scene = running();
        scene.delete(scene.all(Pod.class).getFirst());
        assertThat(scene.eventually(() -> scene.claims().isEmpty())).isTrue();
        return scene.passes(Duration.ofSeconds(1));
    }

    @Test
    void aMachineIsCountedWhenItIsAskedForAndWhenItJoins() {
        Scene scene = running();

        assertThat(scene.metrics.count(
                        "karpenter_nodeclaims_created_total",
                        GENERAL,
                        "reason=\"provisioned\"",
                        "min_values_relaxed=\"false\""))
                .isEqualTo(1);
        assertThat(scene.metrics.count("karpenter_nodes_created_total", GENERAL, "zone=\"zone-a\""))
                .isEqualTo(1);
        assertThat(scene.metrics.count("karpenter_cluster_state_node_count")).isEqualTo(1);
        assertThat(scene.metrics.count("karpenter_cluster_state_synced")).isEqualTo(1);
    }

    @Test
    void whatWasThereBeforeIsNotCountedAsNew() {
        Scene scene = running();
        var later = new Scrape(scene.store, scene.driver);
        scene.passes(Duration.ofSeconds(1));

        assertThat(later.value("karpenter_nodeclaims_created_total")).isEmpty();
        assertThat(later.value("karpenter_nodes_created_total")).isEmpty();
        assertThat(later.count("karpenter_cluster_state_node_count")).isEqualTo(1);
    }

    @Test
    void anEmptyMachinesEndIsCountedWithItsReasonAndHowLongItTook() {
        Scene scene = emptied();

        assertThat(scene.metrics.count(
                        "karpenter_nodeclaims_disrupted_total",
                        GENERAL,
                        "reason=\"empty\"",
                        "capacity_type=\"spot\"",
                        "consolidation_policy=\"when_empty_or_underutilized\"",
                        "termination_mode=\"graceful\""))
                .isEqualTo(1);
        assertThat(scene.metrics.count("karpenter_pods_disruption_initiated_total", "reason=\"empty\""))
                .isZero();
        assertThat(scene.metrics.count(
                        "karpenter_voluntary_disruption_decisions_total",
                        "decision=\"delete\"",
                        "reason=\"empty\"",
                        "consolidation_type=\"empty\""))
                .isEqualTo(1);
        assertThat(scene.metrics.count(
                        "karpenter_nodeclaims_terminated_total", GENERAL, "capacity_type=\"spot\"", "zone=\"zone-a\""))
                .isEqualTo(1);
        assertThat(scene.metrics.count("karpenter_nodes_terminated_total", GENERAL))
                .isEqualTo(1);
        assertThat(scene.metrics.count("karpenter_nodes_drained_total", GENERAL))
                .isEqualTo(1);
        assertThat(scene.metrics.count("karpenter_nodeclaims_termination_duration_seconds_sum", GENERAL))
                .isBetween(5.0, 30.0);
        assertThat(scene.metrics.count("karpenter_nodes_termination_duration_seconds_count", GENERAL))
                .isEqualTo(1);
        assertThat(scene.metrics.count("karpenter_nodes_lifetime_duration_seconds_count", GENERAL))
                .isEqualTo(1);
        assertThat(scene.metrics.count("operator_nodeclaim_termination_duration_seconds_count", GENERAL))
                .isEqualTo(1);
    }

    @Test
    void gaugesOfAPodAndOfANodeGoWithThem() {
        Scene scene = running();
        String node = scene.all(Node.class).getFirst().name();
        assertThat(scene.metrics.mentions("name=\"web-0\"")).isTrue();
        assertThat(scene.metrics.mentions("node_name=\"" + node + '"')).isTrue();

        scene.delete(scene.all(Pod.class).getFirst());
        assertThat(scene.eventually(() -> scene.all(Pod.class).isEmpty())).isTrue();
        scene.passes(Duration.ofSeconds(1));
        assertThat(scene.metrics.mentions("name=\"web-0\"")).isFalse();

        assertThat(scene.eventually(() -> scene.claims().isEmpty())).isTrue();
        assertThat(scene.metrics.mentions("node_name=")).isFalse();
        assertThat(scene.metrics.mentions("operator_nodeclaim_status_condition_count"))
                .isFalse();
        assertThat(scene.metrics.mentions("operator_node_status_condition_count"))
                .isFalse();
    }

    @Test
    void aPodThatWaitsShowsHowLongItHasWaited() {
        Scene scene = Scene.ready().pods("web", 1, 1500).passes(Duration.ofSeconds(10));

        String[] web = {"name=\"web-0\"", "namespace=\"default\""};
        assertThat(scene.metrics.count("karpenter_pods_unbound_time_seconds", web))
                .isEqualTo(10.0);
        assertThat(scene.metrics.count("karpenter_pods_unstarted_time_seconds", web))
                .isEqualTo(10.0);
        assertThat(scene.metrics.count("karpenter_pods_provisioning_unbound_time_seconds", web))
                .isBetween(8.0, 9.0);
        assertThat(scene.metrics.value("karpenter_pods_provisioning_scheduling_undecided_time_seconds"))
                .isEmpty();
        assertThat(scene.metrics.count("karpenter_pods_state", "name=\"web-0\"", "scheduled=\"false\"", "node=\"\""))
                .isEqualTo(1);

        assertThat(scene.eventually(scene::allRun)).isTrue();
        scene.passes(Duration.ofSeconds(1));

        assertThat(scene.metrics.value("karpenter_pods_unbound_time_seconds")).isEmpty();
        assertThat(scene.metrics.count("karpenter_pods_bound_duration_seconds_sum"))
                .isBetween(30.0, 40.0);
        assertThat(scene.metrics.count("karpenter_pods_provisioning_bound_duration_seconds_count"))
                .isEqualTo(1);
        assertThat(scene.metrics.count("karpenter_pods_scheduling_decision_duration_seconds_sum"))
                .isEqualTo(1, within(0.2));
        assertThat(scene.metrics.count(
                        "karpenter_pods_state",
                        "name=\"web-0\"",
                        "scheduled=\"true\"",
                        GENERAL,
                        "instance_type=\"small\"",
                        "capacity_type=\"spot\"",
                        "managed=\"true\""))
                .isEqualTo(1);
    }

    @Test
    void aPodThatFitsNowhereIsCountedAsSuchUntilTheNextPlan() {
        Scene scene = Scene.ready().pods("huge", 1, 64_000).passes(Duration.ofSeconds(5));

        assertThat(scene.metrics.count("karpenter_scheduler_unschedulable_pods_count", "controller=\"provisioner\""))
                .isEqualTo(1);
        assertThat(scene.metrics.count("karpenter_scheduler_ignored_pods_count"))
                .isZero();
        assertThat(scene.metrics.count(
                        "karpenter_scheduler_scheduling_duration_seconds_count", "controller=\"provisioner\""))
                .isEqualTo(1);
        assertThat(scene.metrics.value("karpenter_scheduler_queue_depth")).isEmpty();
    }

    @Test
    void aNodeShowsWhatItHasAndWhatIsAskedOfIt() {
        Scene scene = running();

        String[] cpu = {
            "resource_type=\"cpu\"", GENERAL, "instance_type=\"small\"", "phase=\"Running\"", "managed=\"true\""
        };
        assertThat(scene.metrics.count("karpenter_nodes_allocatable", cpu)).isEqualTo(2);
        assertThat(scene.metrics.count("karpenter_nodes_total_pod_requests", cpu))
                .isEqualTo(1.5);
        assertThat(scene.metrics.value("karpenter_nodes_total_daemon_requests", cpu))
                .hasValue(0);
        assertThat(scene.metrics.count("karpenter_nodes_total_pod_requests", "resource_type=\"pods\""))
                .isEqualTo(1);
        assertThat(scene.metrics.count("karpenter_cluster_utilization_percent", "resource_type=\"cpu\""))
                .isEqualTo(75);
        assertThat(scene.metrics.count("karpenter_nodes_current_lifetime_seconds", GENERAL))
                .isPositive();
    }

    @Test
    void aPoolShowsItsUsageItsCostAndItsBudgets() {
        Scene scene = running();

        assertThat(scene.metrics.count("karpenter_nodepools_usage", GENERAL, "resource_type=\"cpu\""))
                .isEqualTo(2);
        assertThat(scene.metrics.value("karpenter_nodepools_limit")).isEmpty();
        assertThat(scene.metrics.count("karpenter_nodepools_cost_total", GENERAL))
                .isEqualTo(0.04, within(1e-9));
        assertThat(scene.metrics.count("karpenter_nodepools_allowed_disruptions", GENERAL, "reason=\"Empty\""))
                .isEqualTo(1);
        assertThat(scene.metrics.value("karpenter_nodepools_nodes_consuming_budgets", GENERAL, "reason=\"Empty\""))
                .hasValue(0);
        assertThat(scene.metrics.count(
                        "karpenter_cloudprovider_instance_type_offering_price_estimate",
                        "instance_type=\"small\"",
                        "capacity_type=\"on-demand\"",
                        "zone=\"zone-a\""))
                .isEqualTo(0.1);
    }

    @Test
    void conditionsAreShownAsTheyAreAndCountedAsTheyChange() {
        Scene scene = running();

        assertThat(scene.metrics.count(
                        "operator_nodeclaim_status_condition_count",
                        "type=\"Ready\"",
                        "status=\"True\"",
                        "karpenter_sh_nodepool=\"general\""))
                .isEqualTo(1);
        assertThat(scene.metrics.count(
                        "operator_nodeclaim_status_condition_transitions_total",
                        "type=\"Registered\"",
                        "status=\"True\""))
                .isEqualTo(1);
        assertThat(scene.metrics.count(
                        "operator_nodeclaim_status_condition_transition_seconds_sum",
                        "type=\"Registered\"",
                        "status=\"Unknown\""))
                .isBetween(29.0, 32.0);
        assertThat(scene.metrics.count("operator_ec2nodeclass_status_condition_count", "type=\"Ready\""))
                .isEqualTo(1);
        assertThat(scene.metrics.count("operator_nodepool_status_condition_count", "type=\"Ready\"", "status=\"True\""))
                .isEqualTo(1);
    }

    @Test
    void callsToTheCloudAndTheirErrorsAreCountedByController() {
        Scene scene = Scene.ready();
        scene.cloud.runDry("small", "spot");
        scene.cloud.runDry("small", "on-demand");
        scene.cloud.runDry("medium", "spot");
        scene.cloud.runDry("medium", "on-demand");
        scene.cloud.runDry("large", "spot");
        scene.cloud.runDry("large", "on-demand");
        scene.pods("web", 1, 1500).passes(Duration.ofSeconds(10));

        String[] call = {"controller=\"nodeclaim.lifecycle\"", "method=\"Create\"", "provider=\"fake\""};
        assertThat(scene.metrics.count("karpenter_cloudprovider_duration_seconds_count", call))
                .isPositive();
        assertThat(scene.metrics.count(
                        "karpenter_cloudprovider_errors_total",
                        "error=\"InsufficientCapacityError\"",
                        call[0],
                        call[1]))
                .isPositive();
        assertThat(scene.metrics.count(
                        "karpenter_nodeclaims_disrupted_total", "reason=\"insufficient_capacity\"", GENERAL))
                .isPositive();
    }

    @Test
    void controllersAtWorkAreCounted() {
        Scene scene = emptied();

        assertThat(scene.metrics.count(
                        "controller_runtime_reconcile_total",
                        "controller=\"nodeclaim.lifecycle\"",
                        "result=\"success\""))
                .isPositive();
        assertThat(scene.metrics.count("workqueue_adds_total", "name=\"provisioner\""))
                .isPositive();
        assertThat(scene.metrics.count("workqueue_depth")).isZero();
        assertThat(scene.metrics.count("controller_runtime_active_workers")).isZero();
    }

    @Test
    void evictionsAreCountedWithTheirAnswerAndTheReason() {
        Scene scene = running();
        scene.delete(scene.claim());
        assertThat(scene.eventually(() -> scene.claims().isEmpty())).isTrue();

        assertThat(scene.metrics.count("karpenter_pods_eviction_requests_total", "code=\"200\""))
                .isEqualTo(1);
        assertThat(scene.metrics.count("karpenter_pods_drained_total", "reason=\"Forceful Termination\""))
                .isEqualTo(1);
    }

    /** Of these nothing is to be seen while all goes well, or of objects that go in an instant. */
    private static final Set<String> NEVER_HERE = Set.of(
            "controller_runtime_reconcile_panics_total",
            "operator_nodepool_termination_current_time_seconds",
            "operator_ec2nodeclass_termination_current_time_seconds",
            "karpenter_scheduler_queue_depth",
            "karpenter_scheduler_unfinished_work_seconds",
            "karpenter_pods_startup_duration_seconds",
            "karpenter_pods_provisioning_startup_duration_seconds");

    @Test
    void everythingThatIsDeclaredIsShownSometimeAndNothingElse() {
        Scene scene = Scene.ready();
        limit(scene);
        var shown = new TreeSet<String>();
        scene.pods("web", 1, 1500).pods("huge", 1, 64_000);
        look(scene, shown, Duration.ofSeconds(60));
        scene.delete(scene.all(Pod.class).getLast());
        // The node is empty and chosen; a pod comes just in time, and is evicted later.
        assertThat(scene.eventually(() -> scene.metrics.count("karpenter_voluntary_disruption_eligible_nodes") > 0))
                .isTrue();
        look(scene, shown, Duration.ofSeconds(5));
        scene.pods("late", 1, 1500);
        look(scene, shown, Duration.ofSeconds(30));
        becomeUnready(
                scene, Kinds.of(Node.class), scene.all(Node.class).getFirst().name());
        scene.claims().forEach(scene::delete);
        look(scene, shown, Duration.ofSeconds(60));
        scene.pods("last", 1, 1500);
        look(scene, shown, Duration.ofSeconds(60));
        scene.all(Pod.class).forEach(scene::delete);
        look(scene, shown, Duration.ofMinutes(3));
        becomeUnready(scene, Kinds.of(Ec2NodeClass.class), "default");
        look(scene, shown, Duration.ofSeconds(5));
        scene.all(NodePool.class).forEach(scene::delete);
        scene.all(Ec2NodeClass.class).forEach(scene::delete);
        look(scene, shown, Duration.ofSeconds(2));

        var declared = scene.metrics.families().stream()
                .map(Family::name)
                .filter(name -> !NEVER_HERE.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        shown.removeAll(NEVER_HERE);
        assertThat(shown).containsExactlyInAnyOrderElementsOf(declared);
    }

    private static void limit(Scene scene) {
        patch(scene, Kinds.of(NodePool.class), "general", "{\"spec\": {\"limits\": {\"cpu\": \"100\"}}}");
    }

    private static void becomeUnready(Scene scene, Kind kind, String name) {
        patch(scene, kind, name, """
                {"status": {"conditions": [{
                  "type": "Ready", "status": "False", "reason": "Test", "lastTransitionTime": "%s"}]}}
                """.formatted(scene.driver.now()));
    }

    private static void patch(Scene scene, Kind kind, String name, String merge) {
        boolean status = merge.contains("\"status\": {");
        scene.store
                .write(new Write.Patch(
                        kind,
                        new ObjectKey("", name),
                        (Tree.Mapping) Json.parse(merge),
                        status,
                        Write.Preconditions.NONE))
                .orThrow();
    }

    private static void look(Scene scene, Set<String> shown, Duration time) {
        for (long i = 0; i < time.toSeconds(); i++) {
            scene.passes(Duration.ofSeconds(1));
            scene.metrics
                    .text()
                    .lines()
                    .filter(line -> line.startsWith("# TYPE "))
                    .forEach(line -> shown.add(line.split(" ")[2]));
        }
    }
}
