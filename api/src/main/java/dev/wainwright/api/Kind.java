package dev.wainwright.api;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.tree.Tree;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A kind of object: its names, its record, what its documents may look like.
 *
 * @param group empty for the core group
 * @param plural the name in URLs and on the command line, such as {@code nodepools}
 * @param namespaced whether objects live in namespaces
 * @param type the record class; one record may serve several versions of a kind
 * @param schema loaded on first use, so that naming kinds costs nothing
 * @param defaults fills in what the API server fills in beyond the schema's defaults; run after the schema check
 * @param validators the rules beyond the schema, run after defaulting, in this order
 */
public record Kind(
        String group,
        String version,
        String kind,
        String plural,
        String singular,
        List<String> shortNames,
        boolean namespaced,
        Class<? extends KubeObject> type,
        Supplier<Schema> schema,
        UnaryOperator<Tree.Mapping> defaults,
        List<Validator> validators) {
    public Kind {
        shortNames = List.copyOf(shortNames);
        validators = List.copyOf(validators);
        schema = new Once(schema);
    }

    /** A kind whose singular is its name in lower case. */
    public static Kind of(
            String apiVersion,
            String kind,
            String plural,
            List<String> shortNames,
            boolean namespaced,
            Class<? extends KubeObject> type,
            Supplier<Schema> schema,
            Validator... validators) {
        int slash = apiVersion.indexOf('/');
        return new Kind(
                slash < 0 ? "" : apiVersion.substring(0, slash),
                apiVersion.substring(slash + 1),
                kind,
                plural,
                kind.toLowerCase(Locale.ROOT),
                shortNames,
                namespaced,
                type,
                schema,
                UnaryOperator.identity(),
                List.of(validators));
    }

    /** The same kind with other defaults. */
    public Kind withDefaults(UnaryOperator<Tree.Mapping> newDefaults) {
        return new Kind(
                group, version, kind, plural, singular, shortNames, namespaced, type, schema, newDefaults, validators);
    }

    /** As documents write it: {@code v1}, {@code apps/v1}. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** As messages name objects of the kind: {@code Pod}, {@code Deployment.apps}. */
    public String groupKind() {
        return group.isEmpty() ? kind : kind + '.' + group;
    }

    /** As messages name the kind's resource: {@code pods}, {@code deployments.apps}. */
    public String groupResource() {
        return group.isEmpty() ? plural : plural + '.' + group;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Kind that
                && kind.equals(that.kind)
                && version.equals(that.version)
                && group.equals(that.group);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * kind.hashCode() + version.hashCode()) + group.hashCode();
    }

    @Override
    public String toString() {
        return kind + " (" + apiVersion() + ")";
    }

    /** Asks once and remembers. */
    private static final class Once implements Supplier<Schema> {
        private final Supplier<Schema> source;
        private volatile @Nullable Schema answer;

        Once(Supplier<Schema> source) {
            this.source = source;
        }

        @Override
        public Schema get() {
            Schema known = answer;
            if (known == null) {
                known = source.get();
                answer = known;
            }
            return known;
        }
    }
}
