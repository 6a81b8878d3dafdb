package dev.wainwright.apiserver.discovery;

import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;

/** Which Kubernetes this is. */
public final class ServerVersion {
    /** The version of Kubernetes whose API is served; what follows the plus sign says who serves it. */
    public static final String GIT_VERSION = "v1.36.3+wainwright";

    private ServerVersion() {}

    /** The answer to {@code /version}. */
    public static Tree.Mapping document() {
        return new Fields()
                .put("major", "1")
                .put("minor", "36")
                .put("emulationMajor", "1")
                .put("emulationMinor", "36")
                .put("minCompatibilityMajor", "1")
                .put("minCompatibilityMinor", "35")
                .put("gitVersion", GIT_VERSION)
                .put("gitCommit", "")
                .put("gitTreeState", "")
                .put("buildDate", "1970-01-01T00:00:00Z")
                .put("goVersion", "")
                .put("compiler", "javac")
                .put("platform", "java/25")
                .build();
    }
}
