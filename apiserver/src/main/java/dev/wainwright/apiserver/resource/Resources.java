package dev.wainwright.apiserver.resource;

import dev.wainwright.api.BuiltInResources;
import dev.wainwright.api.Kind;
import dev.wainwright.api.Resource;
import dev.wainwright.api.Resource.Subresource;
import dev.wainwright.api.crd.Crd;
import dev.wainwright.api.crd.Crds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the server serves, by the names in URLs: Kubernetes' own kinds, those of this project, and those that users
 * define. Safe for use by many threads; whoever read {@link #all} keeps what was true then.
 */
public final class Resources {
    private static final List<String> READ_AND_WRITE = List.of("get", "patch", "update");

    /** In the order in which Kubernetes lists them for kinds that users define. */
    private static final List<String> VERBS_OF_DEFINED =
            List.of("delete", "deletecollection", "get", "list", "patch", "create", "update", "watch");

    private volatile Map<Name, Served> served;
    private volatile List<Served> all;

    private record Name(String group, String version, String plural) {
        static Name of(Kind kind) {
            return new Name(kind.group(), kind.version(), kind.plural());
        }
    }

    /**
     * One kind in one version.
     *
     * @param definition absent for Kubernetes' own kinds
     */
    public record Served(Resource resource, Optional<Crd> definition) {}

    /** Kubernetes' kinds and ours. */
    public Resources() {
        var first = new LinkedHashMap<Name, Served>();
        Stream.concat(
                        BuiltInResources.all().stream().map(resource -> new Served(resource, Optional.empty())),
                        Crds.all().stream().map(crd -> new Served(resource(crd), Optional.of(crd))))
                .forEach(each -> first.put(Name.of(each.resource().kind()), each));
        served = first;
        all = List.copyOf(first.values());
    }

    /** In the order of discovery; the same list until something is defined or forgotten. */
    public List<Served> all() {
        return all;
    }

    public Optional<Served> find(String group, String version, String plural) {
        return Optional.ofNullable(served.get(new Name(group, version, plural)));
    }

    /** The kind that documents call so, if it is served. */
    public Optional<Served> kind(String apiVersion, String kind) {
        return served.values().stream()
                .filter(each -> each.resource().kind().kind().equals(kind)
                        && each.resource().kind().apiVersion().equals(apiVersion)
                        && each.resource().isStored())
                .findFirst();
    }

    /** Serves what the server answers by itself, without keeping it. */
    public synchronized void add(List<Served> more) {
        var changed = new LinkedHashMap<>(served);
        more.forEach(each -> changed.put(Name.of(each.resource().kind()), each));
        replace(changed);
    }

    /** Serves a kind that a user defined, in place of what had its names. */
    public synchronized void define(Crd crd) {
        var changed = new LinkedHashMap<>(served);
        changed.put(Name.of(crd.kind()), new Served(resource(crd), Optional.of(crd)));
        replace(changed);
    }

    /** Serves a kind no longer. */
    public synchronized void forget(Kind kind) {
        var changed = new LinkedHashMap<>(served);
        changed.remove(Name.of(kind));
        replace(changed);
    }

    private void replace(Map<Name, Served> changed) {
        served = changed;
        all = List.copyOf(changed.values());
    }

    private static Resource resource(Crd crd) {
        Kind kind = crd.kind();
        var subresources = new ArrayList<Subresource>();
        if (kind.schema().get().properties().containsKey("status")) {
            subresources.add(new Subresource("status", READ_AND_WRITE, kind.group(), kind.version(), kind.kind()));
        }
        if (crd.scale() != null) {
            subresources.add(new Subresource("scale", READ_AND_WRITE, "autoscaling", "v1", "Scale"));
        }
        return new Resource(kind, VERBS_OF_DEFINED, crd.categories(), subresources);
    }
}
