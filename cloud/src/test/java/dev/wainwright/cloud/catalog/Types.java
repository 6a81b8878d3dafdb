package dev.wainwright.cloud.catalog;

import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.resource.Resources;
import java.util.List;

/** Finds embedded instance types for tests. */
final class Types {
    static final Catalog CATALOG = Catalog.embedded();

    private Types() {}

    static InstanceType named(String name) {
        return named(name, CATALOG.instanceTypes(CatalogOptions.DEFAULT));
    }

    static InstanceType named(String name, NodeClasses nodeClass) {
        return named(name, nodeClass.build(), CatalogOptions.DEFAULT);
    }

    static InstanceType named(String name, Ec2NodeClass nodeClass, CatalogOptions options) {
        return named(name, CATALOG.instanceTypes(nodeClass, options));
    }

    static InstanceType named(String name, List<InstanceType> types) {
        return types.stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static String amount(Resources resources, String name) {
        return Resources.quantity(name, resources.get(name)).toString();
    }
}
