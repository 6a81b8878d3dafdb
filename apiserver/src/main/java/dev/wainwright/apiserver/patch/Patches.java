package dev.wainwright.apiserver.patch;

import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cluster.store.MergePatch;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;

/**
 * Applies patches to documents. Whether the outcome is a valid object is for others to say; the refusals here are about
 * the patch itself, in the API server's words.
 */
public final class Patches {
    private static final int MOST_OPERATIONS = 10_000;

    private Patches() {}

    /** RFC 6902, with the leniencies of Kubernetes: replacing an absent field adds it, an absent value is null. */
    public static Result<Tree.Mapping> json(Tree.Mapping target, Tree patch) {
        return attempt(() -> JsonPatch.apply(target, operations(patch)));
    }

    /** RFC 7386. */
    public static Result<Tree.Mapping> merge(Tree.Mapping target, Tree patch) {
        return attempt(() -> switch (patch) {
            case Tree.Mapping fields -> MergePatch.apply(target, fields);
            case Tree.Null nothing -> throw Unfit.badRequest("Invalid JSON Patch");
            default -> throw Unfit.badRequest("error decoding patch: " + notAnObject(patch));
        });
    }

    /**
     * Kubernetes' own format: lists are merged by the keys and strategies that the schema names. For built-in kinds only;
     * the refusal for others is {@link #noStrategicPatch}.
     */
    public static Result<Tree.Mapping> strategic(Tree.Mapping target, Tree patch, Schema schema) {
        return attempt(() -> switch (patch) {
            case Tree.Mapping fields -> StrategicPatch.apply(target, fields, schema);
            case Tree.Null nothing -> target;
            default -> throw Unfit.badRequest(notAnObject(patch));
        });
    }

    /** What custom kinds answer to strategic patches. */
    public static Refusal noStrategicPatch() {
        return new Refusal.UnsupportedMediaType(
                "the body of the request was in an unknown format - accepted media types include:"
                        + " application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml");
    }

    private static Tree.Sequence operations(Tree patch) {
        if (!(patch instanceof Tree.Sequence operations)) {
            throw Unfit.badRequest("error decoding patch: json: cannot unmarshal " + GoText.type(patch)
                    + " into Go value of type []handlers.jsonPatchOp");
        }
        if (operations.items().size() > MOST_OPERATIONS) {
            throw new Unfit(new Refusal.TooLarge("The allowed maximum operations in a JSON patch is " + MOST_OPERATIONS
                    + ", got " + operations.items().size()));
        }
        return operations;
    }

    private static String notAnObject(Tree patch) {
        return "json: cannot unmarshal " + GoText.type(patch) + " into Go value of type map[string]interface {}";
    }

    private interface Attempt {
        Tree.Mapping run();
    }

    private static Result<Tree.Mapping> attempt(Attempt attempt) {
        try {
            return Result.ok(attempt.run());
        } catch (Unfit e) {
            return Result.refused(e.why());
        }
    }
}
