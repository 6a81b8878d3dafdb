package dev.wainwright.api.validate;

import java.util.regex.Pattern;

/** How Kubernetes writes the keys and values of labels and taints. */
final class Labelling {
    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
    private static final Pattern DOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final int LONGEST_NAME = 63;
    private static final int LONGEST_DOMAIN = 253;

    private Labelling() {}

    /** A name, after a domain and a slash if need be: {@code team} or {@code example.com/team}. */
    static boolean isQualifiedName(String text) {
        int slash = text.indexOf('/');
        return isName(text.substring(slash + 1)) && (slash < 0 || isDomain(text.substring(0, slash)));
    }

    /** Empty, or a name. */
    static boolean isLabelValue(String text) {
        return text.isEmpty() || isName(text);
    }

    private static boolean isName(String text) {
        return text.length() <= LONGEST_NAME && NAME.matcher(text).matches();
    }

    private static boolean isDomain(String text) {
        return text.length() <= LONGEST_DOMAIN && DOMAIN.matcher(text).matches();
    }
}
