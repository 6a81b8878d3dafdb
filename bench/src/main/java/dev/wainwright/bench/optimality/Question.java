package dev.wainwright.bench.optimality;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.read.ManifestReader;
import dev.wainwright.api.read.Manifests;
import dev.wainwright.api.read.Profile;
import dev.wainwright.bench.cases.Case;
import dev.wainwright.checker.CheckOptions;
import dev.wainwright.checker.Checker;
import dev.wainwright.checker.JudgedPlan;
import dev.wainwright.checker.Violation;
import dev.wainwright.cloud.kwok.KwokTypes;
import dev.wainwright.model.instance.InstanceType;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A question as it is read back from its files, by the way that everything a user writes goes. */
record Question(Spec spec, Path manifests, Path typesFile, List<KubeObject> objects, List<InstanceType> types) {
    private static final Map<Path, List<InstanceType>> KNOWN = new ConcurrentHashMap<>();

    /** Makes the question of a spec, writes it under {@code parent} and reads it. */
    static Question of(Spec spec, Path parent) {
        Path manifests = spec.make().write(parent).resolve(Case.MANIFESTS);
        Manifests read = ManifestReader.read(
                List.of(manifests.toString()), InputStream.nullInputStream(), Profile.STRICT, pattern -> List.of());
        if (!read.findings().isEmpty()) {
            throw new IllegalStateException(spec.name() + ": the reader complains: " + read.findings());
        }
        Path types = Sketch.typesFile(parent, spec);
        return new Question(
                spec, manifests, types, read.objects(), KNOWN.computeIfAbsent(types.toAbsolutePath(), KwokTypes::read));
    }

    /** What the checker finds wrong with a plan; wishes that were not met are not counted. */
    List<Violation> broken(JudgedPlan plan) {
        return Checker.check(objects, pool -> types, plan, new CheckOptions(false, Map.of())).stream()
                .filter(Violation::isHard)
                .toList();
    }
}
