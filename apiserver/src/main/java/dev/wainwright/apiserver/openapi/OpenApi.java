package dev.wainwright.apiserver.openapi;

import dev.wainwright.api.Kind;
import dev.wainwright.api.crd.Crd;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.resource.Resources.Served;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The documents under {@code /openapi} for what is served at one time. Each is made when it is first asked for and kept
 * as the bytes that are sent. Safe for use by many threads.
 */
public final class OpenApi {
    /** Who accepts this at {@code /openapi/v2} gets {@link #version2InProtobuf}. */
    public static final String PROTOBUF = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

    private static final String EVERYTHING = "";

    private final Map<String, List<Served>> served;
    private final List<Served> all;
    private final Map<String, byte[]> documents = new ConcurrentHashMap<>();

    /** Of what is served at one time, as {@code Resources.all} lists it. */
    public OpenApi(List<Served> all) {
        this.all = all;
        this.served = all.stream()
                .collect(Collectors.groupingBy(
                        each -> path(each.resource().kind()), LinkedHashMap::new, Collectors.toList()));
    }

    private static String path(Kind kind) {
        return kind.group().isEmpty() ? "api/" + kind.version() : "apis/" + kind.apiVersion();
    }

    /** The answer to {@code /openapi/v3}: where the documents are; an address stands for one content for ever. */
    public byte[] index() {
        return made("index", () -> {
            var paths = new Fields();
            served.keySet().stream().sorted().forEach(path -> {
                String address = "/openapi/v3/" + path + "?hash=" + hash(path);
                paths.put(path, new Fields().put("serverRelativeURL", address).build());
            });
            return json(new Fields().put("paths", paths.build()).build());
        });
    }

    /**
     * The answer to {@code /openapi/v3/PATH}.
     *
     * @param path such as {@code api/v1} or {@code apis/apps/v1}
     */
    public Optional<byte[]> version3(String path) {
        List<Served> kinds = served.get(path);
        return kinds == null ? Optional.empty() : Optional.of(made("v3/" + path, () -> json(Version3.document(kinds))));
    }

    /** The hash that the index names for a path; for an entity tag. */
    public Optional<String> version3Hash(String path) {
        return served.containsKey(path) ? Optional.of(hash(path)) : Optional.empty();
    }

    /** The answer to {@code /openapi/v2} in JSON. */
    public byte[] version2() {
        return made("v2", () -> json(Version2.document(all)));
    }

    /** The answer to {@code /openapi/v2} in protobuf. */
    public byte[] version2InProtobuf() {
        return made("v2.pb", () -> Protobuf.document(Version2.document(all)));
    }

    /** The hash of what {@code /openapi/v2} answers in either form; for an entity tag. */
    public String version2Hash() {
        return hash(EVERYTHING);
    }

    private byte[] made(String name, Supplier<byte[]> content) {
        return documents.computeIfAbsent(name, absent -> content.get());
    }

    /** Of what the documents are made from, so that naming them does not take making them. */
    private String hash(String path) {
        List<Served> kinds = path.equals(EVERYTHING) ? all : served.getOrDefault(path, List.of());
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-512");
            digest.update(Descriptions.text().getBytes(StandardCharsets.UTF_8));
            for (Served each : kinds) {
                digest.update(each.resource().toString().getBytes(StandardCharsets.UTF_8));
                each.definition().map(Crd::document).ifPresent(crd -> digest.update(json(crd)));
            }
            return HexFormat.of().withUpperCase().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-512", e);
        }
    }

    private static byte[] json(Tree.Mapping document) {
        return Json.bytes(document);
    }
}
