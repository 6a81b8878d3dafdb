package dev.wainwright.cli.plan;

import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.karpenter.NodeClassReference;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.cloud.catalog.Catalog;
import dev.wainwright.cloud.catalog.CatalogOptions;
import dev.wainwright.cloud.kwok.KwokTypes;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.solver.compile.Planner;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What machines there are to choose from: EC2's, by node class, or those of a file, for any node class. */
sealed interface Supply extends Planner.InstanceTypes {
    /** Every type, as a node class without settings would have it; for pricing nodes that are already there. */
    List<InstanceType> all();

    /** Whether the pool's reference leads to something. */
    boolean knows(NodeClassReference reference);

    /** The names of types that match a pattern in which a star stands for any text. */
    default List<String> matching(String pattern) {
        String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q");
        var names = Pattern.compile(regex).asMatchPredicate();
        return all().stream().map(InstanceType::name).filter(names).sorted().toList();
    }

    /** Which node classes there are is only known after reading, and wildcards need the names before. */
    Supply withNodeClasses(List<KubeObject> objects);

    /** EC2's catalogue. */
    record Ec2(Catalog catalog, CatalogOptions options, Map<String, Ec2NodeClass> nodeClasses) implements Supply {
        private static final String GROUP = "karpenter.k8s.aws";
        private static final String KIND = "EC2NodeClass";

        @Override
        public List<InstanceType> all() {
            return catalog.instanceTypes(options);
        }

        @Override
        public boolean knows(NodeClassReference reference) {
            return reference.group().equals(GROUP)
                    && reference.kind().equals(KIND)
                    && nodeClasses.containsKey(reference.name());
        }

        @Override
        public List<InstanceType> of(NodePool pool) {
            NodeClassReference reference = pool.spec().template().spec().nodeClassRef();
            Ec2NodeClass nodeClass = nodeClasses.get(reference.name());
            return nodeClass == null || !knows(reference) ? List.of() : catalog.instanceTypes(nodeClass, options);
        }

        @Override
        public Supply withNodeClasses(List<KubeObject> objects) {
            var found = new HashMap<String, Ec2NodeClass>();
            for (KubeObject object : objects) {
                if (object instanceof Ec2NodeClass nodeClass) {
                    found.put(nodeClass.name(), nodeClass);
                }
            }
            return new Ec2(catalog, options, found);
        }
    }

    /** The types of a file in the format of Karpenter's kwok provider. */
    record FromFile(List<InstanceType> all) implements Supply {
        /** Only offerings of {@code capacityTypes}. */
        static FromFile read(Path file, Set<String> capacityTypes) {
            return new FromFile(KwokTypes.read(file).stream()
                    .map(type -> narrowed(type, capacityTypes))
                    .toList());
        }

        private static InstanceType narrowed(InstanceType type, Set<String> capacityTypes) {
            return new InstanceType(
                    type.name(),
                    type.requirements(),
                    type.offerings().stream()
                            .filter(offering -> capacityTypes.contains(offering.capacityType()))
                            .toList(),
                    type.capacity(),
                    type.overhead());
        }

        @Override
        public boolean knows(NodeClassReference reference) {
            return true;
        }

        @Override
        public List<InstanceType> of(NodePool pool) {
            return all;
        }

        @Override
        public Supply withNodeClasses(List<KubeObject> objects) {
            return this;
        }
    }
}
