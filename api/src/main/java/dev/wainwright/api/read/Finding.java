package dev.wainwright.api.read;

/**
 * Something to say about a manifest.
 *
 * @param severity whether the object is refused, kept, or kept after a rewrite
 * @param source the file as it was named, or {@code -} for standard input; empty where there is no file
 * @param document which document of the source, from 1; 0 where unknown
 * @param line the line in the source, from 1; 0 where unknown
 * @param object kind and name such as {@code NodePool/default}; empty when the trouble is outside of any object
 * @param path the field, such as {@code spec.template.spec.requirements[2].values}; empty for the object itself
 * @param message what is wrong, with the offending value, and the way out
 * @param cause the same in the real API server's words, without the way out
 */
public record Finding(
        Severity severity,
        String source,
        int document,
        int line,
        String object,
        String path,
        String message,
        Cause cause) {
    /** How bad it is. */
    public enum Severity {
        /** The real API would refuse this; the object is left out. */
        ERROR,
        /** Legal, but hardly what was meant; the object is kept. */
        WARNING,
        /** Something the real API would refuse was rewritten; the object is kept. */
        REWRITE
    }

    /** An error that knows only its field; the reader adds the {@linkplain #in place}. */
    public static Finding error(String path, int line, String message) {
        return error(path, line, message, Cause.said(message));
    }

    /** An error that the server puts in other words. */
    public static Finding error(String path, int line, String message, Cause cause) {
        return new Finding(Severity.ERROR, "", 0, line, "", path, message, cause);
    }

    /** A warning that knows only its field; the reader adds the {@linkplain #in place}. */
    public static Finding warning(String path, int line, String message) {
        return new Finding(Severity.WARNING, "", 0, line, "", path, message, Cause.said(message));
    }

    /** A rewrite that knows only its field; the reader adds the {@linkplain #in place}. */
    public static Finding rewrite(String path, int line, String message) {
        return new Finding(Severity.REWRITE, "", 0, line, "", path, message, Cause.said(message));
    }

    /** The same finding with its place. */
    public Finding in(String ofSource, int ofDocument, String ofObject) {
        return new Finding(severity, ofSource, ofDocument, line, ofObject, path, message, cause);
    }

    /** The same finding at another line. */
    Finding at(int otherLine) {
        return new Finding(severity, source, document, otherLine, object, path, message, cause);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** {@code file.yaml: document 3, line 42: NodePool/default: spec.weight: must be between 1 and 100, got 0}. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        if (!source.isEmpty()) {
            text.append(source).append(": ");
        }
        if (document > 0) {
            text.append("document ").append(document).append(line > 0 ? ", " : ": ");
        }
        if (line > 0) {
            text.append("line ").append(line).append(": ");
        }
        if (!object.isEmpty()) {
            text.append(object).append(": ");
        }
        if (!path.isEmpty()) {
            text.append(path).append(": ");
        }
        return text.append(message).toString();
    }
}
