package dev.wainwright.apiserver.discovery;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a version in Kubernetes' order: v10, v2, v1, v2beta1, v1beta2, v1alpha1, then names of any other form.
 *
 * @param stability 3 for general availability, 2 for beta, 1 for alpha, 0 for names of another form
 */
public record Version(int stability, long major, long minor, String name) implements Comparable<Version> {
    private static final Pattern FORM = Pattern.compile("v([1-9]\\d{0,8})(?:(alpha|beta)([1-9]\\d{0,8}))?");
    private static final Comparator<Version> BEST_FIRST = Comparator.comparingInt(Version::stability)
            .thenComparingLong(Version::major)
            .thenComparingLong(Version::minor)
            .reversed()
            .thenComparing(Version::name);

    public static Version of(String name) {
        Matcher matcher = FORM.matcher(name);
        if (!matcher.matches()) {
            return new Version(0, 0, 0, name);
        }
        long major = Long.parseLong(matcher.group(1));
        if (matcher.group(2) == null) {
            return new Version(3, major, 0, name);
        }
        return new Version(matcher.group(2).equals("beta") ? 2 : 1, major, Long.parseLong(matcher.group(3)), name);
    }

    @Override
    public int compareTo(Version other) {
        return BEST_FIRST.compare(this, other);
    }
}
