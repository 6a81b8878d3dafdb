package dev.wainwright.cli.objects;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.hash.DriftHash;
import dev.wainwright.api.hash.Unhashable;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.read.Sources;
import dev.wainwright.api.schema.SchemaCheck;
import dev.wainwright.api.tree.DocumentHandler;
import dev.wainwright.api.tree.DocumentReader;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cli.output.Document;
import dev.wainwright.cli.output.Format;
import dev.wainwright.cli.output.TextTable;
import dev.wainwright.cli.output.TextTable.Cell;
import dev.wainwright.cli.output.TextTable.Column;
import dev.wainwright.cli.shell.Action;
import dev.wainwright.cli.shell.Exit;
import dev.wainwright.cli.shell.Failure;
import dev.wainwright.cli.shell.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wain hash}. */
@Command(
        name = "hash",
        description = {
            "",
            "Prints the drift hashes of NodePools and EC2NodeClasses, bit by bit those of Karpenter: what its controller"
                    + " annotates objects with, and compares nodes by. Objects are taken as they are written; other kinds are"
                    + " passed over.",
            ""
        },
        sortOptions = false,
        footer = {
            "",
            "Example, would a change of controllers drift any node?",
            "  kubectl get nodepools,ec2nodeclasses -o yaml \\",
            "    | wain hash -f - --defaulted --ca-bundle ca.pem",
            "",
            "Exit codes: 0 done; 1 wrong usage or input; 2 with --defaulted, an object carries another hash."
        })
public final class HashCommand implements Action {
    @Option(
            names = {"-f", "--filename"},
            paramLabel = "PATH",
            description = "A file, a folder or - for stdin. Repeatable.")
    List<String> files = new ArrayList<>();

    @Option(
            names = "--defaulted",
            description = "Fill in defaults first, as the API server does, and compare with the objects' annotations.")
    boolean defaulted;

    @Option(
            names = "--ca-bundle",
            paramLabel = "FILE",
            description = "The cluster's CA, as PEM or base64 of that; hashes of EC2NodeClasses depend on it.")
    String caBundle = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "table, json or yaml. Default: ${DEFAULT-VALUE}.",
            defaultValue = "table")
    String output = "";

    private final List<Hashed> hashes = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final SortedMap<String, Integer> passedOver = new TreeMap<>();

    @Override
    public Exit run(Terminal terminal) {
        if (files.isEmpty()) {
            throw Failure.of("nothing to hash", "name manifests with -f FILE, a folder, or - for stdin");
        }
        Format format = Format.parse(output, Format.TABLE, Format.JSON, Format.YAML);
        String ca = caBundle.isEmpty() ? "" : base64(Path.of(caBundle));
        for (String source : Sources.of(files, findings::add)) {
            read(source, ca);
        }
        Exit exit = report(terminal);
        if (format == Format.TABLE) {
            table(terminal);
        } else {
            write(Document.to(terminal, format));
        }
        return exit;
    }

    private Exit report(Terminal terminal) {
        Exit exit = Exit.DONE;
        for (Finding finding : findings) {
            if (finding.isError()) {
                terminal.error(finding.toString());
                exit = Exit.BAD_INPUT;
            } else {
                terminal.warning(finding.toString());
            }
        }
        if (!passedOver.isEmpty()) {
            terminal.note("these have no drift hash: "
                    + passedOver.entrySet().stream()
                            .map(kind -> kind.getValue() + " × " + kind.getKey())
                            .collect(Collectors.joining(", ")));
        }
        if (defaulted) {
            for (Hashed hashed : hashes) {
                if (hashed.isAnnotated() && !hashed.agrees()) {
                    terminal.warning(hashed.difference());
                    exit = exit.and(Exit.NO);
                }
            }
        }
        return exit;
    }

    private void read(String source, String ca) {
        try (InputStream in = source.equals(Sources.STDIN) ? System.in : Files.newInputStream(Path.of(source))) {
            DocumentReader.read(in, new DocumentHandler() {
                @Override
                public void document(Tree.Mapping object, int document) {
                    hash(object, ca, source, document);
                }

                @Override
                public void trouble(int document, int line, String message) {
                    findings.add(Finding.error("", line, message).in(source, document, ""));
                }
            });
        } catch (IOException e) {
            findings.add(
                    Finding.error("", 0, "cannot be read: " + e.getMessage()).in(source, 0, ""));
        }
    }

    private void hash(Tree.Mapping object, String ca, String source, int document) {
        String title =
                object.text("kind", "") + "/" + object.mapping("metadata").text("name", "");
        try {
            DriftHash.of(defaulted ? withDefaults(object) : object, ca)
                    .ifPresentOrElse(
                            hash -> hashes.add(Hashed.of(object, hash)),
                            () -> passedOver.merge(kindOf(object), 1, Integer::sum));
        } catch (Unhashable e) {
            findings.add(Finding.error(e.path(), e.line(), String.valueOf(e.getMessage()))
                    .in(source, document, title));
        }
    }

    private static String kindOf(Tree.Mapping object) {
        return object.text("kind", "no kind") + " (" + object.text("apiVersion", "no apiVersion") + ")";
    }

    private static Tree.Mapping withDefaults(Tree.Mapping object) {
        Optional<Kind> kind = Kinds.find(object.text("apiVersion", ""), object.text("kind", ""));
        return kind.map(known -> known.defaults()
                        .apply(SchemaCheck.check(object, known.schema().get()).object()))
                .orElse(object);
    }

    private static String base64(Path file) {
        try {
            byte[] content = Files.readAllBytes(file);
            String text = new String(content, StandardCharsets.UTF_8);
            return text.startsWith("-----BEGIN") ? Base64.getEncoder().encodeToString(content) : text.strip();
        } catch (IOException e) {
            throw Failure.of("--ca-bundle " + file + " cannot be read: " + e.getMessage());
        }
    }

    private void table(Terminal terminal) {
        var table =
                new TextTable(Column.left("KIND"), Column.left("NAME"), Column.left("HASH"), Column.left("VERSION"));
        for (Hashed hashed : hashes) {
            table.row(
                    Cell.of(hashed.kind()),
                    Cell.of(hashed.name()),
                    Cell.of(hashed.hash().hash()),
                    Cell.of(hashed.hash().version()));
        }
        table.lines(terminal.columns(), terminal::dim).forEach(terminal.out()::println);
    }

    private void write(Document document) {
        document.beginArray();
        for (Hashed hashed : hashes) {
            document.beginObject();
            document.field("kind", hashed.kind());
            document.field("name", hashed.name());
            document.field("hash", hashed.hash().hash());
            document.field("hashVersion", hashed.hash().version());
            if (defaulted && hashed.isAnnotated()) {
                document.field("annotatedHash", hashed.annotated());
                document.field("annotatedHashVersion", hashed.annotatedVersion());
                document.field("agrees", hashed.agrees());
            }
            document.endObject();
        }
        document.endArray();
        document.end();
    }
}
