package dev.wainwright.api.rules;

import dev.wainwright.api.tree.Tree;
import java.util.regex.Pattern;

/** Addresses of hosts and of networks. */
final class Addresses {
    private static final Pattern FOUR = Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}");
    private static final Pattern SIX = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private Addresses() {}

    static void ip(Tree address, Path path, Problems problems) {
        if (!isIp(Values.text(address))) {
            problems.invalid(path, address, "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
        }
    }

    static void cidr(Tree block, Path path, Problems problems) {
        if (!isCidr(Values.text(block))) {
            problems.invalid(path, block, "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)");
        }
    }

    static boolean isIp(String text) {
        return FOUR.matcher(text).matches() || isSix(text);
    }

    static boolean isCidr(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !isIp(text.substring(0, slash))) {
            return false;
        }
        String bits = text.substring(slash + 1);
        return bits.matches("[0-9]{1,3}") && Integer.parseInt(bits) <= (text.indexOf(':') >= 0 ? 128 : 32);
    }

    /** Eight groups of four digits, one run of zeros left out at most; the last two may be written like the old ones. */
    private static boolean isSix(String text) {
        if (!SIX.matcher(text).matches() || text.indexOf(':') < 0 || text.contains(":::")) {
            return false;
        }
        boolean shortened = text.contains("::");
        if (shortened && text.indexOf("::") != text.lastIndexOf("::")) {
            return false;
        }
        int groups = 0;
        for (String group : text.split(":", -1)) {
            boolean old = group.indexOf('.') >= 0;
            if (old && !(FOUR.matcher(group).matches() && text.endsWith(group))) {
                return false;
            }
            if (!old && group.length() > 4) {
                return false;
            }
            groups += group.isEmpty() ? 0 : old ? 2 : 1;
        }
        boolean dangling =
                (text.startsWith(":") && !text.startsWith("::")) || (text.endsWith(":") && !text.endsWith("::"));
        return !dangling && (shortened ? groups < 8 : groups == 8);
    }
}
