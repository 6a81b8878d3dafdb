package dev.wainwright.api.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.meta.KubeObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every NodePool, EC2NodeClass, Deployment, Job, CronJob and Pod of the seed documents, with the verdict of each profile in
 * {@code seeds/verdicts.txt}: per finding one line with the field, per file the names of what was accepted.
 */
class SeedCorpusTest {
    private static final Path SEEDS = Path.of("src/test/resources/seeds");
    private static final List<String> FAMILIES = List.of("t3", "c5", "c5a", "m5", "m5a", "p3", "g4dn");

    @Test
    void everySeedManifestGetsItsVerdictInBothProfiles() throws IOException {
        String verdicts = verdicts();
        // Lies ready to be looked through and copied when a verdict changes for a reason.
        Files.writeString(Path.of("target/verdicts.txt"), verdicts);

        assertThat(verdicts).isEqualTo(Files.readString(SEEDS.resolve("verdicts.txt")));
    }

    @Test
    void leniencyAcceptsAllButTheOnePoolThatSaysNothingReadable() {
        Manifests read = read(List.of(SEEDS.toString()), Profile.LENIENT);

        assertThat(read.findings().stream().filter(Finding::isError).map(Finding::object))
                .containsOnly("NodePool/requirements-misplaced");
    }

    @Test
    void everyRewriteSaysTheFieldAndTheLine() {
        Manifests read = read(List.of(SEEDS.toString()), Profile.LENIENT);

        assertThat(read.findings()).allSatisfy(finding -> {
            assertThat(finding.line()).isPositive();
            assertThat(finding.document()).isPositive();
            assertThat(finding.object()).isNotEmpty();
        });
    }

    private static String verdicts() throws IOException {
        var lines = new ArrayList<String>();
        try (var files = Files.list(SEEDS)) {
            for (Path file : files.sorted().toList()) {
                if (file.toString().endsWith(".yaml")) {
                    for (Profile profile : Profile.values()) {
                        lines.addAll(verdict(file, profile));
                    }
                }
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static List<String> verdict(Path file, Profile profile) {
        Manifests read = read(List.of(file.toString()), profile);
        var lines = new ArrayList<String>();
        lines.add(file.getFileName() + " " + profile);
        lines.add("  accepted "
                + read.objects().stream().map(SeedCorpusTest::label).collect(Collectors.joining(" ")));
        var findings = new TreeSet<String>();
        for (Finding finding : read.findings()) {
            findings.add("  %s %s line %d %s"
                    .formatted(finding.severity(), finding.object(), finding.line(), finding.path()));
        }
        lines.addAll(findings);
        return lines;
    }

    private static String label(KubeObject object) {
        return object.getClass().getSimpleName() + "/" + object.name();
    }

    static Manifests read(List<String> paths, Profile profile) {
        return ManifestReader.read(paths, InputStream.nullInputStream(), profile, SeedCorpusTest::types);
    }

    private static List<String> types(String pattern) {
        return FAMILIES.stream()
                .filter(family -> pattern.startsWith(family + "."))
                .flatMap(family -> List.of(family + ".large", family + ".xlarge").stream())
                .toList();
    }
}
