package dev.wainwright.bench.speed;

import dev.wainwright.api.core.Pod;
import dev.wainwright.bench.cases.Doc;
import dev.wainwright.bench.cases.Json;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import dev.wainwright.model.resource.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Karpenter's scheduler in a process of its own, asked for its time. */
record Peer(String binary, Path folder) {
    /** What kwok's provider takes away from every type again. */
    private static final Resources KWOK_OVERHEAD = Resources.of(Map.of("cpu", 100L, "memory", 10L << 20));

    /** Seconds for the shape with so many goroutines that probe candidates; the best of {@code runs}. */
    double seconds(Workbench.Shape shape, int pods, int workers, int runs) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(binary, "-workers", "" + workers, "-runs", "" + runs));
        switch (shape) {
            case DIVERSE -> command.addAll(List.of("-bench", "diverse", "-pods", "" + pods));
            case PREFERENCES_RESPECTED -> command.addAll(List.of("-bench", "preference", "-pods", "" + pods));
            case PREFERENCES_IGNORED -> command.addAll(List.of("-bench", "ignore", "-pods", "" + pods));
            case EC2_MIDDLE, EC2_ALL, EC2_FIFTY, EC2_IDENTICAL -> {
                Path written = write(Workbench.of(shape, pods, true), shape + "-" + pods);
                command.addAll(List.of(
                        "-f",
                        written.resolve("manifests.json").toString(),
                        "-t",
                        written.resolve("instance-types.json").toString()));
            }
        }
        Map<String, Object> answer = run(command);
        return answer.get("timing") instanceof Map<?, ?> timing
                ? seconds(timing.get("seconds"))
                : seconds(answer.get("setupSeconds")) + seconds(answer.get("solveSeconds"));
    }

    private static double seconds(@Nullable Object number) {
        return number instanceof Number seconds ? seconds.doubleValue() : Double.NaN;
    }

    private Map<String, Object> run(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createDirectories(folder).resolve("answer.json");
        int exit = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException(command + " ended with " + exit);
        }
        return Json.read(out);
    }

    private Path write(Workbench workbench, String name) throws IOException {
        Path written = Files.createDirectories(folder.resolve(name));
        var items = new ArrayList<Doc>();
        items.add(pool());
        workbench.objects().stream().filter(Pod.class::isInstance).forEach(object -> items.add(pod((Pod) object)));
        Files.writeString(
                written.resolve("manifests.json"),
                Json.line(Doc.of("apiVersion", "v1", "kind", "List", "items", items)));
        Files.writeString(
                written.resolve("instance-types.json"),
                workbench.types().stream()
                        .map(type -> Json.line(type(type)))
                        .collect(Collectors.joining(",\n", "[", "]")));
        return written;
    }

    private static Doc pool() {
        Doc pool = Doc.of("apiVersion", "karpenter.sh/v1", "kind", "NodePool", "metadata", Doc.of("name", "default"));
        pool.set(
                Doc.of("group", "karpenter.kwok.sh", "kind", "KWOKNodeClass", "name", "default"),
                "spec",
                "template",
                "spec",
                "nodeClassRef");
        pool.set(List.of(), "spec", "template", "spec", "requirements");
        return pool;
    }

    private static Doc pod(Pod pod) {
        Doc doc = Doc.of("apiVersion", "v1", "kind", "Pod");
        doc.set(pod.name(), "metadata", "name");
        doc.set(pod.metadata().namespace(), "metadata", "namespace");
        doc.set(pod.metadata().labels(), "metadata", "labels");
        var resources = pod.spec().containers().getFirst().resources();
        doc.add(
                Doc.of(
                        "name",
                        "main",
                        "image",
                        "none",
                        "resources",
                        Doc.of("requests", resources == null ? Map.of() : resources.requests())),
                "spec",
                "containers");
        return doc;
    }

    private static Doc type(InstanceType type) {
        Resources resources = type.allocatable().plus(KWOK_OVERHEAD);
        return Doc.of(
                "name",
                type.name(),
                "architecture",
                type.requirements().get(Labels.ARCH).values().getFirst(),
                "operatingSystems",
                List.copyOf(type.requirements().get(Labels.OS).values()),
                "resources",
                resources.toQuantities(),
                "offerings",
                type.offerings().stream()
                        .filter(Offering::available)
                        .map(Peer::offering)
                        .toList());
    }

    private static Doc offering(Offering offering) {
        return Doc.of(
                "Price",
                offering.price(),
                "Available",
                true,
                "Requirements",
                List.of(
                        Doc.of("key", Labels.ZONE, "operator", "In", "values", List.of(offering.zone())),
                        Doc.of(
                                "key",
                                Labels.CAPACITY_TYPE,
                                "operator",
                                "In",
                                "values",
                                List.of(offering.capacityType()))));
    }
}
