package dev.wainwright.apiserver.crd;

import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How names in definitions may be spelt. */
final class Grammar {
    private static final Pattern LABEL = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final int LONGEST = 63;

    private static final String LABEL_WORDS =
            "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic"
                    + " character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for"
                    + " validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
    private static final String SUBDOMAIN_WORDS =
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must"
                    + " start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is"
                    + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    private Grammar() {}

    static List<Finding> label(String path, String text) {
        return text.isEmpty() ? List.of(Trouble.required(path, "")) : spelling(path, text, text, "");
    }

    /** A kind: like a label but for the case. */
    static List<Finding> kind(String path, String text) {
        return text.isEmpty()
                ? List.of(Trouble.required(path, ""))
                : spelling(
                        path, text, text.toLowerCase(Locale.ROOT), "may have mixed case, but should otherwise match: ");
    }

    private static List<Finding> spelling(String path, String text, String checked, String prefix) {
        if (checked.length() > LONGEST) {
            return List.of(
                    Trouble.invalid(path, Tree.text(text), prefix + "must be no more than " + LONGEST + " bytes"));
        }
        return LABEL.matcher(checked).matches()
                ? List.of()
                : List.of(Trouble.invalid(path, Tree.text(text), prefix + LABEL_WORDS));
    }

    static List<Finding> group(String path, String text) {
        if (text.isEmpty()) {
            return List.of(Trouble.required(path, ""));
        }
        if (!SUBDOMAIN.matcher(text).matches()) {
            return List.of(Trouble.invalid(path, Tree.text(text), SUBDOMAIN_WORDS));
        }
        return text.indexOf('.') > 0
                ? List.of()
                : List.of(Trouble.invalid(path, Tree.text(text), "should be a domain with at least one dot"));
    }
}
