package dev.wainwright.api.tree;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads the documents of a file or stream, YAML or JSON, one after the other, holding one object at a time.
 *
 * <p>YAML is read as Kubernetes reads it (see {@link YamlScalars}). What cannot be read is told to the handler and
 * skipped up to the next {@code ---}; nothing but an I/O failure is thrown.
 */
public final class DocumentReader {
    private DocumentReader() {}

    /** Reads to the end; the caller closes {@code in}. Returns the number of documents, empty ones included. */
    public static int read(InputStream in, DocumentHandler handler) throws IOException {
        var bytes = new PushbackInputStream(in, 4);
        byte[] head = bytes.readNBytes(4);
        int mark = byteOrderMark(head);
        if (mark < 0) {
            handler.trouble(1, 1, "the text is UTF-16 or UTF-32: save the file as UTF-8");
            return 1;
        }
        bytes.unread(head, mark, head.length - mark);
        return read(new DocumentSplitter(new InputStreamReader(bytes, StandardCharsets.UTF_8)), handler);
    }

    private static int read(DocumentSplitter documents, DocumentHandler handler) throws IOException {
        var scalars = new Scalars();
        int count = 0;
        do {
            count += Math.max(document(documents, count + 1, scalars, handler), documents.hasContent() ? 1 : 0);
        } while (documents.nextDocument());
        return count;
    }

    private static int document(DocumentSplitter documents, int number, Scalars scalars, DocumentHandler handler)
            throws IOException {
        boolean json = documents.beginsLikeJson();
        int linesBefore = documents.linesRead();
        return json
                ? JsonComposer.read(documents, linesBefore, number, scalars, handler)
                : YamlComposer.read(documents, linesBefore, number, scalars, handler);
    }

    /** The length of UTF-8's mark, or -1 for the marks and the zeros of wider encodings. */
    private static int byteOrderMark(byte[] head) {
        if (head.length >= 3 && head[0] == (byte) 0xEF && head[1] == (byte) 0xBB && head[2] == (byte) 0xBF) {
            return 3;
        }
        if (head.length < 2) {
            return 0;
        }
        boolean wideMark = (head[0] == (byte) 0xFF && head[1] == (byte) 0xFE)
                || (head[0] == (byte) 0xFE && head[1] == (byte) 0xFF);
        boolean wideText = head.length == 4 && ((head[0] == 0) != (head[1] == 0)) && ((head[2] == 0) != (head[3] == 0));
        return wideMark || wideText ? -1 : 0;
    }
}
