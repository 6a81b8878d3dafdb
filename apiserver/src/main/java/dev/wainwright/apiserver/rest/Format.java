package dev.wainwright.apiserver.rest;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.api.tree.Yaml;
import dev.wainwright.apiserver.protobuf.ProtobufReader;
import dev.wainwright.apiserver.protobuf.ProtobufWriter;
import java.nio.charset.StandardCharsets;

/** What the bytes of an answer are. */
public enum Format {
    JSON("application/json", "application/json"),
    /** Watches, which are no documents, are told in JSON instead. */
    YAML("application/yaml", "application/json"),
    /** Of kinds that have such a form. */
    PROTOBUF(ProtobufReader.MEDIA_TYPE, ProtobufReader.MEDIA_TYPE + ";stream=watch");

    private final String mediaType;
    private final String watchType;

    Format(String mediaType, String watchType) {
        this.mediaType = mediaType;
        this.watchType = watchType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The media type of a watch. */
    String watchType() {
        return watchType;
    }

    /** A whole document, which must have a form of this format. */
    public byte[] bytes(Tree.Mapping document) {
        return switch (this) {
            case JSON -> Json.line(document);
            case YAML -> Yaml.print(document).getBytes(StandardCharsets.UTF_8);
            case PROTOBUF ->
                ProtobufWriter.object(document.text("apiVersion", ""), document.text("kind", ""), Json.bytes(document));
        };
    }
}
