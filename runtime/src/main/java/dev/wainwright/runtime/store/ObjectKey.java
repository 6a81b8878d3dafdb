package dev.wainwright.runtime.store;

import dev.wainwright.api.meta.KubeObject;

/** Where an object of a known kind lives; the namespace is empty for kinds outside of namespaces. */
public record ObjectKey(String namespace, String name) implements Comparable<ObjectKey> {
    public static ObjectKey of(KubeObject object) {
        return new ObjectKey(object.metadata().namespace(), object.metadata().name());
    }

    /** By namespace, then by name: the order of lists. */
    @Override
    public int compareTo(ObjectKey other) {
        return namespace.equals(other.namespace) ? name.compareTo(other.name) : namespace.compareTo(other.namespace);
    }

    @Override
    public String toString() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }
}
