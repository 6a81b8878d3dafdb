package dev.wainwright.apiserver.rest;

import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.store.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** What goes back. */
public sealed interface Answer {
    /** A document, to be written in the format that was asked for. {@code warnings} go along in headers. */
    record Document(int code, Tree.Mapping content, List<String> warnings) implements Answer {
        public Document {
            warnings = List.copyOf(warnings);
        }

        /** The same with one more warning before the others. */
        Document warning(String warning) {
            var all = new ArrayList<String>();
            all.add(warning);
            all.addAll(warnings);
            return new Document(code, content, all);
        }
    }

    /** Bytes that are ready to be sent. {@code entityTag} is empty for what changes with every look. */
    record Bytes(int code, String contentType, byte[] content, String entityTag) implements Answer {}

    /** A document whose parts are made while it is sent, since as a whole it would take a lot of memory. */
    record Parts(String contentType, Iterator<byte[]> content) implements Answer {}

    /** What the asker has is still right. */
    record NotModified(String entityTag) implements Answer {}

    /** Events for as long as the asker listens. */
    record Stream(WatchFeed feed) implements Answer {}

    static Document ok(Tree.Mapping content) {
        return new Document(200, content, List.of());
    }

    /** @param contentType with its character set, which is to be UTF-8 */
    static Bytes text(String contentType, String text) {
        return new Bytes(200, contentType, text.getBytes(StandardCharsets.UTF_8), "");
    }

    /** A no that is about no object. */
    static Answer refused(Refusal why) {
        return Statuses.refused(why, Statuses.About.NOTHING);
    }
}
