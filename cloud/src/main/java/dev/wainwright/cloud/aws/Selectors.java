package dev.wainwright.cloud.aws;

import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.cloud.ec2.Ec2.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Selector terms as EC2's filters: what is in a term must hold together, and one term is enough (karpenter-aws §1.1). */
final class Selectors {
    private Selectors() {}

    static List<Filter> subnets(Ec2NodeClass.SubnetSelectorTerm term) {
        return orTags("subnet-id", term.id(), term.tags());
    }

    static List<Filter> securityGroups(Ec2NodeClass.SecurityGroupSelectorTerm term) {
        String name = term.name();
        return term.id() == null && name != null
                ? List.of(Filter.of("group-name", name))
                : orTags("group-id", term.id(), term.tags());
    }

    static List<Filter> reservations(Ec2NodeClass.CapacityReservationSelectorTerm term) {
        var filters = new ArrayList<>(orTags("capacity-reservation-id", term.id(), term.tags()));
        String owner = term.ownerID();
        String criteria = term.instanceMatchCriteria();
        if (owner != null) {
            filters.add(Filter.of("owner-id", owner));
        }
        if (criteria != null) {
            filters.add(Filter.of("instance-match-criteria", criteria));
        }
        filters.add(Filter.of("state", "active"));
        return filters;
    }

    private static List<Filter> orTags(String name, @Nullable String id, Map<String, String> tags) {
        return id != null ? List.of(Filter.of(name, id)) : tags(tags);
    }

    /** A star alone asks for the key only. */
    static List<Filter> tags(Map<String, String> tags) {
        var filters = new ArrayList<Filter>();
        new TreeMap<>(tags)
                .forEach((key, value) ->
                        filters.add(value.equals("*") ? Filter.of("tag-key", key) : Filter.of("tag:" + key, value)));
        return filters;
    }
}
