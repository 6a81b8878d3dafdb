package dev.wainwright.bench.cases;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Pods that are alike, written as plain pods; each addition changes what all of them ask for. */
public final class Workload {
    private final String namespace;
    private final String app;
    private final int replicas;
    private final String cpu;
    private final String memory;
    private final List<Consumer<Doc>> additions = new ArrayList<>();
    private final Set<String> done = new HashSet<>();

    public Workload(String namespace, String app, int replicas, String cpu, String memory) {
        this.namespace = namespace;
        this.app = app;
        this.replicas = replicas;
        this.cpu = cpu;
        this.memory = memory;
    }

    public String namespace() {
        return namespace;
    }

    public String app() {
        return app;
    }

    public int replicas() {
        return replicas;
    }

    /** Whether this is the first time that such a change is asked for; some must not be made twice. */
    public boolean once(String change) {
        return done.add(change);
    }

    /** Does the same to every pod's document. */
    public void change(Consumer<Doc> addition) {
        additions.add(addition);
    }

    public void set(Object value, String... path) {
        change(pod -> pod.set(value, path));
    }

    public void add(Object item, String... path) {
        change(pod -> pod.add(item, path));
    }

    public void select(String key, String value) {
        set(value, "spec", "nodeSelector", key);
    }

    public void label(String key, String value) {
        set(value, "metadata", "labels", key);
    }

    /** Selects the pods of this workload. */
    public Doc selector() {
        return Doc.of("matchLabels", Doc.of("app", app));
    }

    /** A pod's document; among equals its place in Karpenter's queue is decided by the time, then the uid. */
    public Doc pod(int replica, String uid, String created) {
        Doc pod = Doc.of("apiVersion", "v1", "kind", "Pod");
        pod.set("%s-%03d".formatted(app, replica), "metadata", "name");
        pod.set(namespace, "metadata", "namespace");
        pod.set(uid, "metadata", "uid");
        pod.set(created, "metadata", "creationTimestamp");
        pod.set(app, "metadata", "labels", "app");
        pod.add(Documents.container("main", cpu, memory), "spec", "containers");
        additions.forEach(addition -> addition.accept(pod));
        return pod;
    }
}
