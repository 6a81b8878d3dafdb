package dev.wainwright.api.read;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.DocumentHandler;
import dev.wainwright.api.tree.DocumentReader;
import dev.wainwright.api.tree.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The one way in for everything a user writes: bytes → tree → strict field check → defaults → record → validation.
 *
 * <p>Nothing is thrown for bad input: what cannot be used is a {@link Finding}, and everything else is read. Files are
 * read in a stream, one object at a time. Objects share what they have in common across all files of one reading.
 */
public final class ManifestReader {
    private final Admission admission;
    private final Consumer<Finding> findings;
    private final SortedMap<String, Integer> unknownKinds = new TreeMap<>();
    private int documents;

    /**
     * A reader that hands on each object as soon as it is read.
     *
     * @param wildcards the instance types that a pattern such as {@code t3.*} matches; asked in the lenient profile only
     */
    public ManifestReader(
            Profile profile, InstanceTypeNames wildcards, Consumer<KubeObject> objects, Consumer<Finding> findings) {
        this(profile, wildcards, (object, place) -> objects.accept(object), findings);
    }

    private ManifestReader(
            Profile profile,
            InstanceTypeNames wildcards,
            BiConsumer<KubeObject, Place> objects,
            Consumer<Finding> findings) {
        this.findings = findings;
        this.admission =
                new Admission(profile, wildcards, objects, findings, kind -> unknownKinds.merge(kind, 1, Integer::sum));
    }

    /** The names of instance types that match a pattern; a star stands for any text. */
    @FunctionalInterface
    public interface InstanceTypeNames {
        List<String> matching(String pattern);
    }

    /**
     * Reads {@code paths} (files, folders, {@code -} for {@code stdin}) to the end. Of two objects with the same kind,
     * namespace and name the later one wins, and a warning says so.
     */
    public static Manifests read(List<String> paths, InputStream stdin, Profile profile, InstanceTypeNames wildcards) {
        var objects = new LinkedHashMap<Identity, KubeObject>();
        var findings = new ArrayList<Finding>();
        BiConsumer<KubeObject, Place> keep = (object, place) -> {
            if (objects.put(Identity.of(object), object) != null) {
                findings.add(place.warning("an earlier object has the same kind and name; this one replaces it"));
            }
        };
        var reader = new ManifestReader(profile, wildcards, keep, findings::add);
        reader.read(paths, stdin);
        reader.finish();
        return new Manifests(List.copyOf(objects.values()), findings, reader.unknownKinds(), reader.documents());
    }

    private record Identity(Class<?> kind, String name) {
        static Identity of(KubeObject object) {
            return new Identity(object.getClass(), object.qualifiedName());
        }
    }

    /** Reads {@code paths}; may be called several times before {@link #finish}. */
    public void read(List<String> paths, InputStream stdin) {
        for (String source : Sources.of(paths, findings)) {
            if (source.equals(Sources.STDIN)) {
                read(source, stdin);
            } else {
                try (InputStream in = Files.newInputStream(Path.of(source))) {
                    read(source, in);
                } catch (IOException e) {
                    findings.accept(Finding.error("", 0, "cannot be read: " + e.getMessage())
                            .in(source, 0, ""));
                }
            }
        }
    }

    /** Reads one stream to its end; {@code source} names it in findings. */
    public void read(String source, InputStream in) {
        try {
            documents += DocumentReader.read(in, new DocumentHandler() {
                @Override
                public void document(Tree.Mapping object, int document) {
                    admission.admit(object, source, document);
                }

                @Override
                public void trouble(int document, int line, String message) {
                    findings.accept(Finding.error("", line, message).in(source, document, ""));
                }
            });
        } catch (IOException e) {
            findings.accept(
                    Finding.error("", 0, "cannot be read: " + e.getMessage()).in(source, 0, ""));
        }
    }

    /** Hands on what had to wait for the rest of the input; call it once, after everything is read. */
    public void finish() {
        admission.finish();
    }

    /** How often each kind without a record occurred so far. */
    public SortedMap<String, Integer> unknownKinds() {
        return unknownKinds;
    }

    /** How many documents were read so far, empty ones included. */
    public int documents() {
        return documents;
    }
}
