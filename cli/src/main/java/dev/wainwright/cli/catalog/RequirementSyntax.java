package dev.wainwright.cli.catalog;

import dev.wainwright.cli.shell.Failure;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.requirement.Operator;
import dev.wainwright.model.requirement.Requirement;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requirements as one types them: {@code key=a,b}, {@code key!=a,b}, {@code key>5} and its kin, {@code key}, {@code !key}.
 *
 * <p>A key may be shortened to what follows its slash where that is unambiguous: {@code arch} for
 * {@code kubernetes.io/arch}. A key that no instance type has is a mistake, since it would only ever select all or nothing.
 *
 * @param keys every label key that there is
 */
record RequirementSyntax(SortedSet<String> keys) {
    private static final Pattern COMPARISON = Pattern.compile("([A-Za-z0-9./_-]+)(>=|<=|!=|==|=|>|<)(.*)");
    private static final Pattern EXISTENCE = Pattern.compile("(!?)([A-Za-z0-9./_-]+)");
    private static final String SYNTAX = "write KEY=A,B  KEY!=A,B  KEY>N  KEY>=N  KEY<N  KEY<=N  KEY (has the label)"
            + "  or !KEY (has it not), in quotes, such as 'instance-generation>5'";
    private static final int MOST_SUGGESTIONS = 5;

    Requirement parse(String text) {
        String tight = text.replaceAll("\\s+", "");
        Matcher comparison = COMPARISON.matcher(tight);
        if (comparison.matches()) {
            String key = key(comparison.group(1), text);
            String symbol = comparison.group(2);
            return symbol.contains(">") || symbol.contains("<")
                    ? number(key, symbol, comparison.group(3), text)
                    : values(key, symbol, comparison.group(3), text);
        }
        Matcher existence = EXISTENCE.matcher(tight);
        if (existence.matches()) {
            boolean absent = !existence.group(1).isEmpty();
            return Requirement.of(key(existence.group(2), text), absent ? Operator.DOES_NOT_EXIST : Operator.EXISTS);
        }
        throw bad(text, "is no requirement");
    }

    private static Requirement number(String key, String symbol, String value, String text) {
        Operator operator = switch (symbol) {
            case ">" -> Operator.GT;
            case ">=" -> Operator.GTE;
            case "<" -> Operator.LT;
            default -> Operator.LTE;
        };
        try {
            return Requirement.of(key, operator, Long.toString(Long.parseLong(value)));
        } catch (NumberFormatException e) {
            throw bad(text, "compares with \"" + value + "\", which is no whole number");
        }
    }

    private static Requirement values(String key, String symbol, String list, String text) {
        List<String> values = Arrays.asList(list.split(",", -1));
        // A lone empty value is one that labels do have: bare metal has an empty hypervisor.
        if (values.size() > 1 && values.contains("")) {
            throw bad(text, "has an empty value between its commas");
        }
        return Requirement.of(key, symbol.equals("!=") ? Operator.NOT_IN : Operator.IN, values, 0);
    }

    private String key(String written, String text) {
        String key = Labels.normalized(written);
        if (keys.contains(key)) {
            return key;
        }
        List<String> ending = written.contains("/")
                ? List.of()
                : keys.stream().filter(each -> each.endsWith("/" + written)).toList();
        if (ending.size() == 1) {
            return ending.getFirst();
        }
        List<String> near = ending.isEmpty() ? Nearest.to(written, keys, MOST_SUGGESTIONS) : ending;
        throw Failure.of(
                "--require '" + text + "': "
                        + (ending.isEmpty()
                                ? "no instance type has a label " + written
                                : written + " is short for several labels"),
                near.isEmpty()
                        ? "wain catalog show m5.large shows the labels there are"
                        : "did you mean " + String.join(" or ", near) + "?");
    }

    private static Failure bad(String text, String what) {
        return Failure.of("--require '" + text + "' " + what, SYNTAX);
    }
}
