package dev.wainwright.apiserver.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.core.Namespace;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.scheduling.PriorityClass;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.crd.Customs;
import dev.wainwright.apiserver.defaults.Newborn;
import dev.wainwright.cluster.admission.Admissions;
import dev.wainwright.cluster.admission.PodDefaults;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Good objects, stored by the real server and by ours. */
class DefaultsTest {
    @Test
    void newObjectsAreStoredAsTheRealServerStoresThem() {
        var differing = new ArrayList<String>();
        List<Recorded.Case> cases = Recorded.of("accepted");
        for (Recorded.Case each : cases) {
            String difference = difference(each);
            if (!difference.isEmpty()) {
                differing.add(each.name() + ": " + difference);
            }
        }
        assertThat(differing).as("of " + cases.size()).isEmpty();
    }

    private static String difference(Recorded.Case each) {
        Result<Admitted> admitted = new Documents(new Customs()).create(each.incoming(""), each.request());
        if (admitted.refusal().isPresent()) {
            return admitted.refusal().get().message();
        }
        var store = new ClusterStore(
                () -> Instant.EPOCH,
                1,
                100,
                new Admissions(List.of(new PodDefaults(List::<PriorityClass>of), new Newborn())));
        store.write(Write.create(new Namespace(ObjectMeta.named("", Recorded.NAMESPACE), Tree.Mapping.EMPTY)))
                .orThrow();
        KubeObject stored = store.write(
                        new Write.Create(each.kind(), admitted.orThrow().object()))
                .orThrow()
                .object();
        return Differences.between("", Stripped.of(each.answer()), Stripped.of(Codec.write(stored)));
    }
}
