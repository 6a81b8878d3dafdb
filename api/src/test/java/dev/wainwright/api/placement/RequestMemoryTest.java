package dev.wainwright.api.placement;

import static dev.wainwright.api.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.codec.Interner;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.PodSpec;
import org.junit.jupiter.api.Test;

class RequestMemoryTest {
    private final RequestMemory memory = new RequestMemory();

    private static PodSpec asking(int milli) {
        var pod = (Pod) Codec.read(
                Kinds.of(Pod.class),
                document("{'metadata':{'name':'a'},'spec':{'containers':[{'name':'a','image':'a',"
                        + "'resources':{'requests':{'cpu':'" + milli + "m'}}}]}}"),
                new Interner());
        return pod.spec();
    }

    @Test
    void podsOfOneTemplateAreAddedUpOnce() {
        PodSpec spec = asking(250);

        assertThat(memory.of(spec)).isEqualTo(PodRequests.of(spec)).isSameAs(memory.of(spec));
        assertThat(memory.of(spec).get("cpu")).isEqualTo(250);
    }

    @Test
    void manyTemplatesAreEachAnsweredForThemselves() {
        for (int milli = 1; milli <= 3000; milli++) {
            PodSpec spec = asking(milli);
            assertThat(memory.of(spec)).isEqualTo(PodRequests.of(spec));
        }
    }
}
