package dev.wainwright.cli.up;

import java.util.List;
import java.util.regex.Pattern;

/** Text without what differs between two runs of the same cluster: times, ages, identities, addresses, drawn names. */
final class Normalised {
    private Normalised() {}

    private record Rule(Pattern pattern, String replacement) {
        Rule(String pattern, String replacement) {
            this(Pattern.compile(pattern), replacement);
        }
    }

    /** The letters of which Kubernetes makes hashes and names. */
    private static final String DRAWN = "[bcdfghjklmnpqrstvwxz2456789]";

    private static final List<Rule> RULES = List.of(
            new Rule("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)", "<time>"),
            new Rule("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d+)? [+-]\\d{4}( UTC)?", "<time>"),
            new Rule("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d [+-]\\d{4}", "<time>"),
            new Rule("(?m)^[IWEF]\\d{4} \\d\\d:\\d\\d:\\d\\d\\.\\d+ +\\d+ \\S+\\]", "<log>"),
            new Rule("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<uid>"),
            new Rule("(resourceVersion\\\\*\"?: ?\\\\*\"?)\\d+", "$1<revision>"),
            new Rule("(Resource Version: +)\\d+", "$1<revision>"),
            new Rule("/tmp/(LIVE|MERGED)-\\d+", "/tmp/$1"),
            new Rule("(https://)?\\d+\\.\\d+\\.\\d+\\.\\d+(:\\d{2,5})?\\b", "<address>"),
            new Rule("-" + DRAWN + "{8,10}-" + DRAWN + "{5}\\b", "-<hash>-<drawn>"),
            new Rule("\\b(?=[a-z]*\\d)" + DRAWN + "{8,10}\\b", "<hash>"),
            new Rule("-" + DRAWN + "{8,10}\\b", "-<hash>"),
            new Rule("-(?=" + DRAWN + "*\\d|" + DRAWN + "{5}\\b)" + DRAWN + "{5}\\b", "-<drawn>"),
            new Rule("(nodePort\"?: ?|NodePort: .*|:)3[0-2]\\d{3}\\b", "$1<port>"),
            new Rule("(pod-template-hash: )\"(<hash>|\\d+)\"", "$1<hash>"),
            new Rule("(?m)^ {12,}", "            "),
            new Rule("\\.1[0-9a-f]{15}\\b", ".<event>"),
            new Rule("(?<![\\w=\"'-]|: )(\\d+d)?(\\d+h)?(\\d+m)?\\d+[smhdy](?![\\w=])", "<age>"),
            new Rule("patch: Invalid value: \".*\": json:", "patch: Invalid value: <object>: json:"),
            new Rule("\\b[0-9]+ milliseconds", "<age>"),
            new Rule("(?<=\\S) {2,}", "   "),
            new Rule("(?m)[ \\t]+$", ""),
            new Rule("v(\\d+\\.\\d+\\.\\d+)-dispatcher", "v$1"));

    static String of(String text) {
        String result = text;
        for (Rule rule : RULES) {
            result = rule.pattern().matcher(result).replaceAll(rule.replacement());
        }
        return result;
    }
}
