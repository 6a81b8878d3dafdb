package dev.wainwright.apiserver.crd;

import com.google.re2j.Pattern;
import dev.wainwright.api.read.Cause;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a value keeps within the limits of its schema. */
final class LimitCheck {
    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

    private final Tree value;
    private final Tree.Mapping schema;
    private final String path;
    private final List<Finding> findings;

    private LimitCheck(Tree value, Node node, String path, List<Finding> findings) {
        this.value = value;
        this.schema = node.source;
        this.path = path;
        this.findings = findings;
    }

    static void check(Tree value, Node node, String path, List<Finding> findings) {
        var check = new LimitCheck(value, node, path, findings);
        check.allowed();
        switch (value) {
            case Tree.Text text -> check.text(text.value());
            case Tree.Numeral number -> check.number(number.value());
            case Tree.Sequence list -> check.size(list.items().size(), "Items", "items");
            case Tree.Mapping mapping -> check.size(mapping.fields().size(), "Properties", "properties");
            default -> {}
        }
    }

    private void allowed() {
        List<Tree> allowed = schema.items("enum");
        if (!allowed.isEmpty() && !allowed.contains(value)) {
            String list = allowed.stream()
                    .map(each -> each instanceof Tree.Text ? each : Tree.text(Json.print(each)))
                    .map(Json::print)
                    .collect(Collectors.joining(", "));
            findings.add(Trouble.of(
                    path,
                    new Cause(
                            Cause.Type.NOT_SUPPORTED,
                            "Unsupported value: " + Json.print(value) + ": supported values: " + list)));
        }
    }

    private void text(String text) {
        int length = text.codePointCount(0, text.length());
        Integer most = count("maxLength");
        Integer least = count("minLength");
        String pattern = schema.text("pattern", "");
        if (most != null && length > most) {
            findings.add(Trouble.of(path, Cause.tooLong(most)));
        } else if (least != null && length < least) {
            should("be at least " + least + " chars long");
        } else if (!pattern.isEmpty() && !pattern(pattern).matcher(text).find()) {
            should("match '" + pattern + "'");
        }
    }

    static Pattern pattern(String text) {
        return PATTERNS.computeIfAbsent(text, Pattern::compile);
    }

    private void number(BigDecimal number) {
        BigDecimal factor = decimal("multipleOf");
        if (factor != null && number.remainder(factor).signum() != 0) {
            should("be a multiple of " + factor.toPlainString());
        }
        BigDecimal most = decimal("maximum");
        boolean below = Node.isTrue(schema, "exclusiveMaximum");
        if (most != null && number.compareTo(most) > (below ? -1 : 0)) {
            should("be less than " + (below ? "" : "or equal to ") + most.toPlainString());
        }
        BigDecimal least = decimal("minimum");
        boolean above = Node.isTrue(schema, "exclusiveMinimum");
        if (least != null && number.compareTo(least) < (above ? 1 : 0)) {
            should("be greater than " + (above ? "" : "or equal to ") + least.toPlainString());
        }
    }

    private void size(int size, String limit, String unit) {
        Integer least = count("min" + limit);
        Integer most = count("max" + limit);
        if (least != null && size < least) {
            findings.add(Trouble.invalid(
                    path, Tree.number(size), path + " in body should have at least " + least + " " + unit));
        }
        if (most != null && size > most) {
            findings.add(Trouble.of(path, Cause.tooMany(size, most)));
        }
    }

    private void should(String what) {
        findings.add(Trouble.invalid(path, value, path + " in body should " + what));
    }

    private @Nullable Integer count(String name) {
        return schema.get(name) instanceof Tree.Numeral number
                ? Integer.valueOf(number.value().intValue())
                : null;
    }

    private @Nullable BigDecimal decimal(String name) {
        return schema.get(name) instanceof Tree.Numeral number ? number.value() : null;
    }
}
