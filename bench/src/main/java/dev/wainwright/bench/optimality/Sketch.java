package dev.wainwright.bench.optimality;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.wainwright.bench.cases.Case;
import dev.wainwright.bench.cases.Dice;
import dev.wainwright.bench.cases.Doc;
import dev.wainwright.bench.cases.Documents;
import dev.wainwright.bench.cases.Json;
import dev.wainwright.bench.cases.Workload;
import dev.wainwright.cloud.kwok.KwokFile;
import dev.wainwright.model.instance.InstanceType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A question in the making: what the families add to. */
final class Sketch {
    final Dice dice;
    final Spec spec;
    private final List<InstanceType> types;
    private final List<Doc> objects = new ArrayList<>();
    private final List<Workload> workloads = new ArrayList<>();
    private long milli;

    Sketch(Spec spec) {
        this.spec = spec;
        dice = new Dice(31 * spec.seed() + spec.name().hashCode());
        types = spec.offer().types();
        objects.add(Documents.namespace("default", Map.of()));
        objects.add(Documents.namespace("kube-system", Map.of()));
    }

    void add(Doc object) {
        objects.add(object);
    }

    @CanIgnoreReturnValue
    Doc pool(String name, int weight) {
        Doc pool = Documents.pool(name, weight);
        objects.add(pool);
        return pool;
    }

    /** All pods in all classes, a few large ones and many small ones; each class asks for what {@code request} says. */
    void workloads(Function<Dice, Request> request) {
        for (int replicas : split(spec.pods() - pods(), spec.classes())) {
            workload(replicas, request.apply(dice));
        }
    }

    @CanIgnoreReturnValue
    Workload workload(int replicas, Request request) {
        String app = "app-%03d".formatted(workloads.size());
        var workload = new Workload("default", app, replicas, request.cpu(), request.memory());
        workloads.add(workload);
        milli += replicas * request.milli();
        return workload;
    }

    List<Workload> workloads() {
        return workloads;
    }

    /** What all pods so far ask for, in thousandths of a CPU. */
    long milli() {
        return milli;
    }

    private int pods() {
        return workloads.stream().mapToInt(Workload::replicas).sum();
    }

    private int[] split(int pods, int parts) {
        var weights = new double[parts];
        double sum = 0;
        for (int i = 0; i < parts; i++) {
            weights[i] = StrictMath.exp(dice.normal());
            sum += weights[i];
        }
        var counts = new int[parts];
        int left = pods - parts;
        int spare = left;
        for (int i = 0; i < parts; i++) {
            int more = (int) (spare * weights[i] / sum);
            counts[i] = 1 + more;
            left -= more;
        }
        for (int i = 0; left > 0; i++, left--) {
            counts[i % parts]++;
        }
        return counts;
    }

    /** One of the types that can be bought. */
    InstanceType machine() {
        return dice.pick(types);
    }

    List<InstanceType> types() {
        return types;
    }

    String zone() {
        return dice.pick(Offer.ZONES);
    }

    /** The documents, pods last; uids are in the order of names, so that they decide nothing (see {@code cases.Draft}). */
    List<Doc> objects() {
        var all = new ArrayList<>(objects);
        int pods = 0;
        for (Workload workload : workloads) {
            String created = "2026-01-01T00:%02d:00Z".formatted(workloads.indexOf(workload) % 60);
            for (int i = 0; i < workload.replicas(); i++) {
                all.add(workload.pod(i, "00000000-0000-4000-8000-%012d".formatted(pods++), created));
            }
        }
        return all;
    }

    /** Writes the documents into a folder of its own, and the types beside it once for all questions with this offer. */
    @CanIgnoreReturnValue
    Path write(Path parent) {
        try {
            Path folder = Files.createDirectories(parent.resolve(spec.name()));
            Files.writeString(
                    folder.resolve(Case.MANIFESTS),
                    objects().stream()
                            .map(Json::line)
                            .collect(Collectors.joining(
                                    ",\n", "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[\n", "\n]}\n")));
            Path file = typesFile(parent, spec);
            if (!Files.exists(file)) {
                Files.writeString(file, KwokFile.write(types));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + spec.name(), e);
        }
    }

    static Path typesFile(Path parent, Spec spec) {
        return parent.resolve("types-" + spec.offerTitle() + ".json");
    }
}
