package dev.wainwright.api.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.meta.KubeObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to a manifest, it is read or said to be wrong, and its neighbours come through. */
class RobustnessTest {
    private static final String BEFORE = "apiVersion: v1\nkind: Namespace\nmetadata: {name: before}\n---\n";
    private static final String BEHIND = "\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: behind}\n";
    private static final List<String> SCRAPS = List.of(
            "null",
            "[]",
            "{}",
            "-1",
            "true",
            "1e999",
            "\"",
            "'",
            "&a",
            "*a",
            "!!int x",
            "|",
            ">",
            "? ",
            "%",
            "@",
            "`",
            "\t",
            "{{ .Values.x }}",
            "99999999999999999999",
            "!!binary AA==",
            "[[[",
            "}}",
            "<<: *x",
            "- - -",
            "\u0000",
            "\uD83D",
            ":");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void fiveHundredMutationsEach(long seed) throws IOException {
        List<String> documents = documents();
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 500; i++) {
            String original = documents.get(random.nextInt(documents.size()));
            byte[] mutant = mutant(original, random);
            for (Profile profile : Profile.values()) {
                check(
                        mutant,
                        profile,
                        "seed %d, mutation %d, %s:%n%s"
                                .formatted(seed, i, profile, new String(mutant, StandardCharsets.UTF_8)));
            }
        }
    }

    private static void check(byte[] mutant, Profile profile, String description) {
        byte[] before = BEFORE.getBytes(StandardCharsets.UTF_8);
        byte[] behind = BEHIND.getBytes(StandardCharsets.UTF_8);
        var all = new byte[before.length + mutant.length + behind.length];
        System.arraycopy(before, 0, all, 0, before.length);
        System.arraycopy(mutant, 0, all, before.length, mutant.length);
        System.arraycopy(behind, 0, all, before.length + mutant.length, behind.length);

        Manifests read = ManifestReader.read(
                List.of("-"), new ByteArrayInputStream(all), profile, pattern -> List.of("t3.large"));

        assertThat(read.objects()).as(description).extracting(KubeObject::name).contains("before", "behind");
        int others = read.objects().size() - 2;
        boolean accounted = others > 0
                || read.findings().stream().anyMatch(Finding::isError)
                || !read.unknownKinds().isEmpty()
                || isBlank(mutant);
        assertThat(accounted).as(description).isTrue();
        assertThat(read.findings()).as(description).allSatisfy(finding -> {
            assertThat(finding.line()).isPositive();
            assertThat(finding.message()).isNotBlank();
        });
    }

    private static boolean isBlank(byte[] mutant) {
        return new String(mutant, StandardCharsets.UTF_8).lines().allMatch(line -> {
            String bare = line.strip();
            return bare.isEmpty()
                    || bare.startsWith("#")
                    || bare.equals("---")
                    || bare.equals("null")
                    || bare.equals("{}");
        });
    }

    private static byte[] mutant(String document, SplittableRandom random) {
        var lines = new ArrayList<>(document.lines().toList());
        int line = random.nextInt(lines.size());
        String scrap = SCRAPS.get(random.nextInt(SCRAPS.size()));
        switch (random.nextInt(8)) {
            case 0 -> lines.remove(line);
            case 1 -> lines.add(line, lines.get(line));
            case 2 -> lines.set(line, lines.get(line).replaceFirst(": .*", ": " + scrap));
            case 3 -> lines.set(line, lines.get(line) + scrap);
            case 4 ->
                lines.set(line, " ".repeat(random.nextInt(6)) + lines.get(line).strip());
            case 5 -> lines.set(line, lines.get(line).replaceFirst("([a-zA-Z]+):", "$1x:"));
            case 6 -> {
                String text = String.join("\n", lines);
                return text.substring(0, random.nextInt(text.length())).getBytes(StandardCharsets.UTF_8);
            }
            default -> {
                return withNoise(String.join("\n", lines).getBytes(StandardCharsets.UTF_8), random);
            }
        }
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] withNoise(byte[] bytes, SplittableRandom random) {
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static List<String> documents() throws IOException {
        var documents = new ArrayList<String>();
        try (var files = Files.list(Path.of("src/test/resources/seeds"))) {
            for (Path file : files.sorted().toList()) {
                if (file.toString().endsWith(".yaml")) {
                    documents.addAll(List.of(Files.readString(file).split("\n---\n")));
                }
            }
        }
        return documents;
    }
}
