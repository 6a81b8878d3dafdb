package dev.wainwright.api.rules;

import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import java.util.List;

/** Config maps and secrets. */
public final class ConfigRules {
    private static final long LARGEST = 1024L * 1024;
    private static final Path DATA = Path.of("data");
    private static final Path BINARY = Path.of("binaryData");

    private ConfigRules() {}

    public static List<Finding> configMap(Tree.Mapping configMap) {
        var problems = new Problems();
        Tree.Mapping data = configMap.mapping("data");
        Tree.Mapping binary = configMap.mapping("binaryData");
        long size = 0;
        for (var entry : data.fields().entrySet()) {
            String key = entry.getKey();
            problems.invalid(DATA.key(key), entry.getValue(), key, Grammar.configKey(key));
            if (binary.get(key) != null) {
                problems.invalid(
                        DATA.key(key), entry.getValue(), Tree.text(key), "duplicate of key present in binaryData");
            }
            size += Values.text(entry.getValue()).length();
        }
        for (var entry : binary.fields().entrySet()) {
            String key = entry.getKey();
            problems.invalid(BINARY.key(key), entry.getValue(), key, Grammar.configKey(key));
            size += bytes(entry.getValue());
        }
        if (size > LARGEST) {
            problems.tooLong(Path.ROOT, configMap, LARGEST);
        }
        return problems.all();
    }

    public static List<Finding> secret(Tree.Mapping secret) {
        var problems = new Problems();
        Tree.Mapping data = secret.mapping("data");
        long size = 0;
        for (var entry : data.fields().entrySet()) {
            String key = entry.getKey();
            problems.invalid(DATA.key(key), entry.getValue(), key, Grammar.configKey(key));
            size += bytes(entry.getValue());
        }
        if (size > LARGEST) {
            problems.tooLong(DATA, secret, LARGEST);
        }
        typed(secret, data, problems);
        return problems.all();
    }

    private static void typed(Tree.Mapping secret, Tree.Mapping data, Problems problems) {
        switch (secret.text("type", "Opaque")) {
            case "kubernetes.io/service-account-token" -> {
                String account = "kubernetes.io/service-account.name";
                Tree.Mapping metadata = secret.mapping("metadata");
                if (metadata.mapping("annotations").text(account, "").isEmpty()) {
                    problems.required(Path.of("metadata").field("annotations").key(account), metadata);
                }
            }
            case "kubernetes.io/dockercfg" -> required(data, problems, ".dockercfg");
            case "kubernetes.io/dockerconfigjson" -> required(data, problems, ".dockerconfigjson");
            case "kubernetes.io/tls" -> required(data, problems, "tls.crt", "tls.key");
            case "kubernetes.io/ssh-auth" -> required(data, problems, "ssh-privatekey");
            case "kubernetes.io/basic-auth" -> {
                if (data.get("username") == null && data.get("password") == null) {
                    required(data, problems, "username", "password");
                }
            }
            default -> {}
        }
    }

    private static void required(Tree.Mapping data, Problems problems, String... keys) {
        for (String key : List.of(keys)) {
            if (data.get(key) == null) {
                problems.required(DATA.key(key), data);
            }
        }
    }

    /** How many bytes a text in base64 stands for. */
    private static long bytes(Tree value) {
        return Values.text(value).length() / 4L * 3;
    }
}
