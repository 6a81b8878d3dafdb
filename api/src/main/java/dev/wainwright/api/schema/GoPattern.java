package dev.wainwright.api.schema;

import java.util.regex.Pattern;

/**
 * Regular expressions as Go understands them, which is what schemas are written for. Java's differ in three points that
 * matter: {@code $} also stands before a line break at the end, {@code .} leaves out more than line feeds, and {@code \s}
 * takes in the vertical tab.
 */
final class GoPattern {
    private GoPattern() {}

    static Pattern compile(String pattern) {
        var java = new StringBuilder();
        boolean inClass = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\' && i + 1 < pattern.length()) {
                i++;
                java.append(escape(pattern.charAt(i), inClass));
            } else if (c == '$' && !inClass) {
                java.append("\\z");
            } else {
                inClass = c == '[' || (inClass && c != ']');
                java.append(c);
            }
        }
        return Pattern.compile(java.toString(), Pattern.UNIX_LINES);
    }

    private static String escape(char escaped, boolean inClass) {
        if (escaped != 's') {
            return "\\" + escaped;
        }
        return inClass ? "\\t\\n\\f\\r " : "[\\t\\n\\f\\r ]";
    }
}
