package dev.wainwright.cli.plan;

import dev.wainwright.cli.plan.Answer.Explained;
import dev.wainwright.cli.shell.Failure;
import dev.wainwright.solver.Plan;
import dev.wainwright.solver.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code --explain} asks for: {@code pod/NAMESPACE/NAME}, {@code node/NAME}, {@code node/NUMBER}, {@code all}. */
final class Questions {
    private static final String FORM = "--explain takes pod/NAMESPACE/NAME, node/NAME, node/NUMBER or all";

    private final Plan plan;

    private Questions(Plan plan) {
        this.plan = plan;
    }

    /** Throws {@link Failure} for a question that has no subject in the plan. */
    static List<Explained> answered(List<String> questions, Plan plan) {
        var asked = new Questions(plan);
        var answers = new ArrayList<Explained>();
        for (String question : questions) {
            if (question.equals("all")) {
                answers.addAll(asked.all());
            } else if (question.startsWith("pod/")) {
                answers.add(asked.pod(question.substring("pod/".length())));
            } else if (question.startsWith("node/")) {
                answers.add(asked.node(question.substring("node/".length())));
            } else {
                throw Failure.of("--explain " + question + " is not understood", FORM);
            }
        }
        return answers;
    }

    /** A wrong form is found before the plan is made. */
    static void check(List<String> questions) {
        for (String question : questions) {
            if (!question.equals("all") && !question.startsWith("pod/") && !question.startsWith("node/")) {
                throw Failure.of("--explain " + question + " is not understood", FORM);
            }
        }
    }

    private List<Explained> all() {
        var answers = new ArrayList<Explained>();
        plan.newNodes().forEach(node -> answers.add(node(node.name())));
        pods().sorted(PodNames.ORDER).map(this::pod).forEach(answers::add);
        return answers;
    }

    private Stream<String> pods() {
        return Stream.of(
                        plan.newNodes().stream().flatMap(node -> node.pods().stream()),
                        plan.existing().stream().flatMap(node -> node.pods().stream()),
                        plan.unschedulable().stream().map(Plan.Unschedulable::pod))
                .flatMap(pods -> pods);
    }

    private Explained pod(String name) {
        String qualified = name.contains("/") ? name : "default/" + name;
        Reason reason = plan.explanations()
                .pod()
                .apply(qualified)
                .or(() -> leftOut(qualified))
                .orElseThrow(() -> Failure.of(
                        "--explain pod/" + name + ": no such pod waits for a place",
                        "-o json lists the pods under nodes, existing, unschedulable and ignored"));
        return new Explained("pod/" + qualified, reason);
    }

    private Optional<Reason> leftOut(String pod) {
        return plan.ignored().stream()
                .filter(ignored -> ignored.pod().equals(pod))
                .map(ignored -> Reason.of("left out: " + ignored.reason()))
                .findFirst();
    }

    private Explained node(String nameOrNumber) {
        String name = nameOrNumber.matches("\\d{1,6}") ? numbered(Integer.parseInt(nameOrNumber)) : nameOrNumber;
        Reason reason = plan.explanations()
                .node()
                .apply(name)
                .orElseThrow(() -> Failure.of(
                        "--explain node/" + nameOrNumber + ": the plan has no such new node",
                        "there are " + plan.newNodes().size() + "; node/1 is the first in the table"));
        return new Explained("node/" + name, reason);
    }

    private String numbered(int number) {
        return number >= 1 && number <= plan.newNodes().size()
                ? plan.newNodes().get(number - 1).name()
                : "";
    }
}
