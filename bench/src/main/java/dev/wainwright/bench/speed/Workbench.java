package dev.wainwright.bench.speed;

import dev.wainwright.api.karpenter.NodeClassReference;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cloud.catalog.Catalog;
import dev.wainwright.cloud.catalog.CatalogOptions;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.solver.Effort;
import dev.wainwright.solver.Knobs;
import dev.wainwright.solver.Plan;
import dev.wainwright.solver.Policy;
import dev.wainwright.solver.compile.PlanOptions;
import dev.wainwright.solver.compile.Planner;
import dev.wainwright.solver.packing.LpSolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A benchmark's question, ready to be asked again and again. */
record Workbench(List<KubeObject> objects, List<InstanceType> types, Planner.Prepared prepared, PlanOptions options) {
    /** Karpenter's benchmarks and the ones over EC2, by name. */
    enum Shape {
        DIVERSE,
        PREFERENCES_RESPECTED,
        PREFERENCES_IGNORED,
        /** Plain pods of 132 sizes over the EC2 types large to 4xlarge of the families c, m and r. */
        EC2_MIDDLE,
        /** Plain pods of 300 workloads over every EC2 type. */
        EC2_ALL,
        /** The same of 50 workloads. */
        EC2_FIFTY,
        /** The same, all alike. */
        EC2_IDENTICAL
    }

    private static final int FAKE_TYPES = 400;
    private static final Pattern MIDDLE = Pattern.compile("[cmr]\\d[a-z0-9-]*\\.(large|xlarge|2xlarge|4xlarge)");

    static Workbench of(Shape shape, int pods, boolean shared) {
        return switch (shape) {
            case DIVERSE -> of(Shapes.diverse(pods, shared), FakeTypes.first(FAKE_TYPES), false);
            case PREFERENCES_RESPECTED -> of(Shapes.preferring(pods, shared), FakeTypes.first(FAKE_TYPES), false);
            case PREFERENCES_IGNORED -> of(Shapes.preferring(pods, shared), FakeTypes.first(FAKE_TYPES), true);
            case EC2_MIDDLE ->
                of(
                        Shapes.plain(pods, 132, shared),
                        ec2().stream()
                                .filter(type -> MIDDLE.matcher(type.name()).matches())
                                .toList(),
                        false);
            case EC2_ALL -> of(Shapes.plain(pods, 300, shared), ec2(), false);
            case EC2_FIFTY -> of(Shapes.plain(pods, 50, shared), ec2(), false);
            case EC2_IDENTICAL -> of(Shapes.plain(pods, 1, shared), ec2(), false);
        };
    }

    Workbench with(Policy policy, Effort effort) {
        return new Workbench(
                objects, types, prepared, options.withPolicy(policy).withEffort(effort));
    }

    Plan plan() {
        return Planner.plan(objects, prepared, options);
    }

    private static List<InstanceType> ec2() {
        return Catalog.embedded().instanceTypes(CatalogOptions.DEFAULT);
    }

    private static Workbench of(List<KubeObject> pods, List<InstanceType> types, boolean ignorePreferences) {
        var objects = new ArrayList<>(pods);
        objects.add(pool());
        return new Workbench(
                List.copyOf(objects),
                types,
                Planner.prepare(objects, pool -> types, PlanOptions.DEFAULT),
                new PlanOptions(
                        ignorePreferences,
                        false,
                        Map.of(),
                        Policy.FIRST_FIT,
                        Effort.NORMAL,
                        Knobs.DEFAULT,
                        LpSolver.OWN));
    }

    private static NodePool pool() {
        var spec = new NodePool.TemplateSpec(
                new NodeClassReference("karpenter.test.sh", "TestNodeClass", "default"),
                List.of(),
                List.of(),
                List.of(),
                null,
                null);
        return new NodePool(
                ObjectMeta.named("", "default"),
                new NodePool.Spec(new NodePool.Template(null, spec), null, Map.of(), null, null),
                new NodePool.Status(Map.of(), null, List.of()),
                Tree.Mapping.EMPTY);
    }
}
