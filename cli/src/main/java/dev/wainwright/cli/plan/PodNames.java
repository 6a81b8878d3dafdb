package dev.wainwright.cli.plan;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pod names as people count them: {@code web-2} before {@code web-10}. */
final class PodNames {
    static final Comparator<String> ORDER = PodNames::compare;

    private static final Pattern NUMBERED = Pattern.compile("(.*-)(\\d{1,9})");

    private PodNames() {}

    private static int compare(String a, String b) {
        Matcher first = NUMBERED.matcher(a);
        Matcher second = NUMBERED.matcher(b);
        if (first.matches() && second.matches() && first.group(1).equals(second.group(1))) {
            return Integer.compare(Integer.parseInt(first.group(2)), Integer.parseInt(second.group(2)));
        }
        return a.compareTo(b);
    }
}
