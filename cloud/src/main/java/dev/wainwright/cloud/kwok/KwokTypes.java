package dev.wainwright.cloud.kwok;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cloud.catalog.CatalogException;
import dev.wainwright.model.instance.InstanceType;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Reads a kwok instance type file: a JSON array of types with their offerings, as Karpenter's kwok provider does, so that a
 * plan on it can be held against Karpenter's.
 *
 * <p>As there, field names match in any case, unknown fields are ignored, and every offering is available whatever it
 * says. Unlike there, an entry that makes no sense is an error that names it.
 */
public final class KwokTypes {
    private KwokTypes() {}

    /** The types in file order; throws {@link CatalogException} with every finding when something is wrong. */
    public static List<InstanceType> read(Path file) {
        try (Reader in = Files.newBufferedReader(file)) {
            return read(in, file.toString());
        } catch (IOException e) {
            throw new CatalogException(file + ": cannot read the instance types: " + e.getMessage(), e);
        }
    }

    /** @param source what to call the document in errors */
    public static List<InstanceType> read(Reader in, String source) throws IOException {
        if (!(parse(in, source) instanceof Tree.Sequence entries)) {
            throw new CatalogException(source + ":1: kwok instance types are a JSON array of "
                    + "{\"name\",\"offerings\",\"architecture\",\"operatingSystems\",\"resources\"}");
        }
        var types = new ArrayList<InstanceType>();
        var findings = new ArrayList<String>();
        var names = new HashSet<String>();
        for (int i = 0; i < entries.items().size(); i++) {
            Tree item = entries.items().get(i);
            var entry = new KwokEntry(source, i, item, findings);
            int before = findings.size();
            InstanceType type = entry.read();
            if (!type.name().isEmpty() && !names.add(type.name())) {
                entry.complain(item, "name", "there is another type of that name");
            }
            if (findings.size() == before) {
                types.add(type);
            }
        }
        if (!findings.isEmpty()) {
            throw new CatalogException(String.join("\n", findings));
        }
        return List.copyOf(types);
    }

    private static Tree parse(Reader in, String source) throws IOException {
        try {
            return Json.read(in);
        } catch (IllegalArgumentException e) {
            throw new CatalogException(source + ": " + e.getMessage(), e);
        }
    }
}
