package dev.wainwright.apiserver.rest;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.discovery.Discovery;
import dev.wainwright.apiserver.discovery.ServerVersion;
import dev.wainwright.apiserver.openapi.OpenApi;
import dev.wainwright.apiserver.resource.Resources;
import dev.wainwright.apiserver.resource.Resources.Served;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the server says about itself: how it is, which version, which kinds there are, what they look like. */
final class Documentation {
    private static final String IN_FULL = "g=apidiscovery.k8s.io";
    private static final String V3 = "/openapi/v3/";
    private static final String JSON = "application/json";

    private final Resources resources;
    private volatile @Nullable Edition edition;

    /** The documents about what was served at one time. */
    private record Edition(List<Served> all, Discovery discovery, OpenApi openApi) {
        static Edition of(List<Served> all) {
            return new Edition(all, new Discovery(all), new OpenApi(all));
        }
    }

    Documentation(Resources resources) {
        this.resources = resources;
    }

    /** Nothing for paths that are unknown here. */
    Optional<Answer> answer(ApiRequest request) {
        String path = request.path().length() > 1 && request.path().endsWith("/")
                ? request.path().substring(0, request.path().length() - 1)
                : request.path();
        return switch (path) {
            case "/healthz", "/livez", "/readyz" -> Optional.of(Answer.text("text/plain; charset=utf-8", "ok"));
            case "/version" -> Optional.of(Answer.ok(ServerVersion.document()));
            case "/api" ->
                Optional.of(
                        inFull(request)
                                ? full(current().discovery().coreInFull())
                                : Answer.ok(Discovery.coreVersions("127.0.0.1")));
            case "/apis" ->
                Optional.of(
                        inFull(request)
                                ? full(current().discovery().groupsInFull())
                                : Answer.ok(current().discovery().groups()));
            case "/openapi/v3" ->
                Optional.of(new Answer.Bytes(200, JSON, current().openApi().index(), ""));
            case "/openapi/v2" -> Optional.of(version2(request));
            default -> path.startsWith(V3) ? version3(path.substring(V3.length()), request) : group(path);
        };
    }

    /** Both forms come from the same server; caches must tell them apart by the type. */
    private static Answer full(Tree.Mapping document) {
        byte[] bytes = Json.bytes(document);
        return new Answer.Bytes(200, JSON + ";g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList", bytes, "");
    }

    private static boolean inFull(ApiRequest request) {
        return Arrays.stream(request.accept().split(","))
                .map(String::trim)
                .findFirst()
                .filter(first -> first.contains(IN_FULL) && first.contains("v=v2;"))
                .isPresent();
    }

    private Optional<Answer> group(String path) {
        List<String> parts =
                Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
        Optional<Tree.Mapping> found = Optional.empty();
        if (parts.size() == 2 && parts.getFirst().equals("api")) {
            found = current().discovery().resources("", parts.get(1));
        } else if (parts.size() == 2 && parts.getFirst().equals("apis")) {
            found = current().discovery().group(parts.get(1));
        } else if (parts.size() == 3 && parts.getFirst().equals("apis")) {
            found = current().discovery().resources(parts.get(1), parts.get(2));
        }
        return found.map(Answer::ok);
    }

    private Answer version2(ApiRequest request) {
        OpenApi openApi = current().openApi();
        String tag = '"' + openApi.version2Hash() + '"';
        if (request.ifNoneMatch().equals(tag)) {
            return new Answer.NotModified(tag);
        }
        return request.accept().contains("protobuf")
                ? new Answer.Bytes(200, OpenApi.PROTOBUF, openApi.version2InProtobuf(), tag)
                : new Answer.Bytes(200, JSON, openApi.version2(), tag);
    }

    private Optional<Answer> version3(String path, ApiRequest request) {
        OpenApi openApi = current().openApi();
        return openApi.version3Hash(path).map(hash -> {
            String tag = '"' + hash + '"';
            return request.ifNoneMatch().equals(tag)
                    ? new Answer.NotModified(tag)
                    : new Answer.Bytes(200, JSON, openApi.version3(path).orElseThrow(), tag);
        });
    }

    private Edition current() {
        List<Served> all = resources.all();
        Edition known = edition;
        if (known == null || !known.all().equals(all)) {
            known = Edition.of(all);
            edition = known;
        }
        return known;
    }
}
