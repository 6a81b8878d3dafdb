package dev.wainwright.apiserver.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a {@link JsonPath}, step by step. */
final class JsonPathReader {
    private static final Pattern STEP = Pattern.compile("\\.(?<name>(?:[^.{}\\[\\]\\\\]|\\\\.)+)"
            + "|\\.?\\['(?<quoted>[^']*)']"
            + "|\\[(?<position>-?\\d{1,9})]"
            + "|\\.?(?<all>\\[\\*]|\\.\\*)"
            + "|\\[\\?\\(\\s*@(?<field>(?:\\.(?:[^.\\[\\]\\\\=!<> ]|\\\\.)+)+)\\s*(?<operator>==|!=)\\s*"
            + "(?<value>\"[^\"]*\"|'[^']*'|[^)\\s]+)\\s*\\)]");

    private final String path;

    JsonPathReader(String path) {
        this.path = path;
    }

    enum Kind {
        NAME,
        POSITION,
        ALL,
        EQUAL,
        UNEQUAL
    }

    /** One step; those that compare have the path to the field. */
    record Token(Kind kind, String text, List<Token> field) {}

    Optional<List<Token>> steps() {
        // A path may stand in braces and may begin without a dot.
        String inner = path.startsWith("{") && path.endsWith("}") ? path.substring(1, path.length() - 1) : path;
        String whole = inner.startsWith("$") ? inner.substring(1) : inner;
        String text = whole.startsWith(".") || whole.startsWith("[") ? whole : '.' + whole;
        var tokens = new ArrayList<Token>();
        Matcher matcher = STEP.matcher(text);
        int at = 0;
        while (at < text.length() && matcher.find() && matcher.start() == at) {
            Optional<Token> token = token(matcher);
            if (token.isEmpty()) {
                return Optional.empty();
            }
            tokens.add(token.get());
            at = matcher.end();
        }
        return at == text.length() ? Optional.of(tokens) : Optional.empty();
    }

    private static Optional<Token> token(Matcher matcher) {
        String name = matcher.group("name");
        if (name != null && !name.equals("*")) {
            return Optional.of(new Token(Kind.NAME, name.replaceAll("\\\\(.)", "$1"), List.of()));
        }
        if (matcher.group("quoted") != null) {
            return Optional.of(new Token(Kind.NAME, matcher.group("quoted"), List.of()));
        }
        if (matcher.group("position") != null) {
            return Optional.of(new Token(Kind.POSITION, matcher.group("position"), List.of()));
        }
        if (matcher.group("field") == null) {
            return Optional.of(new Token(Kind.ALL, "", List.of()));
        }
        String value = matcher.group("value");
        boolean isQuoted = value.startsWith("\"") || value.startsWith("'");
        return new JsonPathReader(matcher.group("field"))
                .steps()
                .map(field -> new Token(
                        matcher.group("operator").equals("==") ? Kind.EQUAL : Kind.UNEQUAL,
                        isQuoted ? value.substring(1, value.length() - 1) : value,
                        field));
    }
}
