package dev.wainwright.api.tree;

import java.io.IOException;
import java.io.Reader;

/**
 * Cuts a text into its documents without holding more than a buffer of it: to a parser, each document looks like a text of
 * its own. So an error in one document cannot take the next one with it, whatever state the parser was in.
 *
 * <p>A document ends before a line that begins with {@code ---}; YAML lets nothing, not even a block of literal text,
 * contain such a line. Lines that precede the first content (comments, directives) belong to the document behind the
 * separator.
 */
final class DocumentSplitter extends Reader {
    private static final int BUFFER = 1 << 14;
    private static final int LOOKAHEAD = 256;
    private static final char REPLACEMENT = '\uFFFD';

    private final Reader source;
    private final char[] buffer = new char[BUFFER];
    private int position;
    private int limit;
    private boolean exhausted;
    private boolean atLineStart = true;
    private boolean hasContent;
    private int line;

    DocumentSplitter(Reader source) {
        this.source = source;
    }

    /** How many lines lie behind. */
    int linesRead() {
        return line;
    }

    /** Whether the current document has anything but comments and blank lines so far. */
    boolean hasContent() {
        return hasContent;
    }

    /** Goes behind the next separator, over whatever is left of this document; false at the end of the text. */
    boolean nextDocument() throws IOException {
        boolean separated = skipToSeparator();
        hasContent = separated;
        if (separated && isBareSeparator()) {
            skipLine();
        } else if (separated) {
            atLineStart = false;
        }
        return separated || available(1) > 0;
    }

    /** Steps over blank lines; then whether the document looks like JSON. */
    boolean beginsLikeJson() throws IOException {
        while (available(LOOKAHEAD) > 0) {
            int at = position;
            while (at < limit && (buffer[at] == ' ' || buffer[at] == '\t' || buffer[at] == '\r')) {
                at++;
            }
            if (at == limit || buffer[at] != '\n') {
                return at < limit && buffer[at] == '{' && isJsonBehindBrace(at + 1);
            }
            skipLine();
        }
        return false;
    }

    private boolean isJsonBehindBrace(int from) {
        int at = from;
        while (at < limit && Character.isWhitespace(buffer[at])) {
            at++;
        }
        return at == limit || buffer[at] == '"' || buffer[at] == '}';
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        int filled = 0;
        while (filled < length) {
            int count = readLine(target, offset + filled, length - filled);
            if (count < 0) {
                return filled == 0 ? -1 : filled;
            }
            filled += count;
        }
        return filled;
    }

    /** Reads to the end of the line at most; -1 at the end of the document. */
    private int readLine(char[] target, int offset, int length) throws IOException {
        if (available(atLineStart ? LOOKAHEAD : 1) == 0) {
            return -1;
        }
        if (atLineStart) {
            if (hasContent && isSeparator()) {
                return -1;
            }
            hasContent = hasContent || isSeparator() || isContent();
        }
        int end = Math.min(limit, position + length);
        int at = position;
        boolean newLine = false;
        while (at < end && !newLine) {
            char c = buffer[at++];
            if (c < ' ' || c >= 0x7F) {
                newLine = c == '\n';
                check(c);
            }
        }
        int count = at - position;
        System.arraycopy(buffer, position, target, offset, count);
        position = at;
        atLineStart = newLine;
        line += newLine ? 1 : 0;
        return count;
    }

    /** Refuses what no text holds, with its line, before a parser trips over it without one. */
    private void check(char c) {
        if (c == REPLACEMENT) {
            throw new Unreadable(line + 1, "the text is not valid UTF-8 here: save the file as UTF-8");
        }
        boolean control = c < ' ' && c != '\n' && c != '\r' && c != '\t';
        if (control || c == 0x7F || (c > 0x7F && c < 0xA0 && c != 0x85) || c > REPLACEMENT) {
            throw new Unreadable(
                    line + 1,
                    "the text holds the control character 0x%02X here: is this a binary file?".formatted((int) c));
        }
    }

    private boolean skipToSeparator() throws IOException {
        while (available(LOOKAHEAD) > 0) {
            if (atLineStart && isSeparator()) {
                return true;
            }
            skipLine();
        }
        return false;
    }

    private void skipLine() throws IOException {
        while (available(1) > 0) {
            char c = buffer[position++];
            if (c == '\n') {
                line++;
                atLineStart = true;
                return;
            }
        }
    }

    private boolean isSeparator() {
        if (limit - position < 3
                || buffer[position] != '-'
                || buffer[position + 1] != '-'
                || buffer[position + 2] != '-') {
            return false;
        }
        return limit - position == 3 || Character.isWhitespace(buffer[position + 3]);
    }

    private boolean isBareSeparator() {
        int at = position + 3;
        while (at < limit && (buffer[at] == ' ' || buffer[at] == '\t' || buffer[at] == '\r')) {
            at++;
        }
        return at >= limit || buffer[at] == '\n' || buffer[at] == '#';
    }

    private boolean isContent() {
        int at = position;
        while (at < limit && (buffer[at] == ' ' || buffer[at] == '\t' || buffer[at] == '\r')) {
            at++;
        }
        return at < limit && buffer[at] != '\n' && buffer[at] != '#' && buffer[position] != '%';
    }

    /** Makes up to {@code wanted} characters available; returns how many there are. */
    private int available(int wanted) throws IOException {
        if (limit - position >= wanted || exhausted) {
            return limit - position;
        }
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
        while (limit < wanted && !exhausted) {
            int count = source.read(buffer, limit, BUFFER - limit);
            if (count < 0) {
                exhausted = true;
            } else {
                limit += count;
            }
        }
        return limit;
    }

    @Override
    public void close() {
        // The parsers close what they read; the text goes on behind the document.
    }
}
