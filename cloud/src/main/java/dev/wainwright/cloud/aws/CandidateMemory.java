package dev.wainwright.cloud.aws;

import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.karpenter.NodeRequirement;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.resource.Quantity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers what claims may be launched from while the types stay as they are: claims come in crowds that want the same.
 */
final class CandidateMemory {
    private static final int CLASSES = 64;
    private static final int QUESTIONS = 1000;

    private final boolean bestEffort;
    private final Map<String, Known> byClass = new HashMap<>();

    private record Question(List<NodeRequirement> requirements, Map<String, Quantity> requests) {}

    private record Known(List<InstanceType> types, Map<Question, List<Candidate>> answers) {}

    CandidateMemory(boolean bestEffort) {
        this.bestEffort = bestEffort;
    }

    // A list of types stays the same object as long as nothing in it changes; comparing 1,000 types would cost too
    // much.
    @SuppressWarnings("ReferenceEquality")
    synchronized List<Candidate> of(NodeClaim claim, List<InstanceType> types) {
        String name = claim.spec().nodeClassRef().name();
        Known known = byClass.get(name);
        if (known == null || known.types() != types) {
            if (byClass.size() >= CLASSES) {
                byClass.clear();
            }
            known = new Known(types, new HashMap<>());
            byClass.put(name, known);
        }
        if (known.answers().size() >= QUESTIONS) {
            known.answers().clear();
        }
        return known.answers()
                .computeIfAbsent(
                        new Question(claim.spec().requirements(), claim.spec().requests()),
                        question -> Candidates.of(claim, types, bestEffort));
    }
}
