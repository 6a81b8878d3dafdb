package dev.wainwright.api.codec;

import static dev.wainwright.api.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.policy.PodDisruptionBudget;
import dev.wainwright.api.scheduling.PriorityClass;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodecTest {
    private final Interner interner = new Interner();

    private <T extends KubeObject> T read(Class<T> type, String json) {
        return type.cast(Codec.read(Kinds.of(type), document(json), interner));
    }

    static Stream<Kind> kinds() {
        return Kinds.all().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyObjectOfEveryKindGoesOutAsItCameIn(Kind kind) {
        for (long seed = 1; seed <= 40; seed++) {
            Tree.Mapping document = new SchemaSamples(seed).of(kind);

            KubeObject object = Codec.read(kind, document, interner);

            assertThat(Json.print(Tree.sorted(Codec.write(object))))
                    .as("seed %d", seed)
                    .isEqualTo(Json.print(Tree.sorted(document)));
            assertThat(Codec.read(kind, Codec.write(object), interner)).isEqualTo(object);
            assertThat(new String(Codec.json(object), StandardCharsets.UTF_8))
                    .as("printed without a document, seed %d", seed)
                    .isEqualTo(Json.print(Codec.write(object)));
        }
    }

    @Test
    void absentFieldsAreEmptyOrNullAsTheRecordSays() {
        Pod pod = read(Pod.class, "{'apiVersion':'v1','kind':'Pod'}");

        assertThat(pod.nodeName()).isEmpty();
        assertThat(pod.metadata().labels()).isEmpty();
        assertThat(pod.spec().containers()).isEmpty();
        assertThat(pod.spec().affinity()).isNull();
        assertThat(pod.status()).isEqualTo(Pod.Status.NONE);
        assertThat(pod.rest()).isEqualTo(Tree.Mapping.EMPTY);
    }

    @Test
    void anEmptySelectorIsNotAnAbsentOne() {
        var empty = read(PodDisruptionBudget.class, "{'spec':{'selector':{}}}");
        var absent = read(PodDisruptionBudget.class, "{'spec':{}}");

        assertThat(empty.spec().selector()).isNotNull();
        assertThat(absent.spec().selector()).isNull();
        assertThat(Codec.write(empty).mapping("spec").get("selector")).isNotNull();
        assertThat(Codec.write(absent).get("spec")).isNull();
    }

    @Test
    void aZeroThatMeansSomethingIsWritten() {
        var priority = read(PriorityClass.class, "{'metadata':{'name':'none'},'value':0}");

        assertThat(Codec.write(priority).get("value")).isEqualTo(Tree.number(0));
    }

    @Test
    void whatNoRecordModelsStandsAtItsItemsPosition() {
        Pod pod = read(
                Pod.class,
                "{'spec':{'containers':[{'name':'a'},{'name':'b','image':'i','ports':[{'containerPort':1,'name':'p'}]}]}}");

        assertThat(Json.print(pod.rest()))
                .isEqualTo("{\"spec\":{\"containers\":[null,{\"image\":\"i\",\"ports\":[{\"name\":\"p\"}]}]}}");
    }

    @Test
    void aValueThatDoesNotFitIsNamedWithItsPath() {
        assertThatThrownBy(() -> read(Pod.class, "{'spec':{'containers':[{'resources':{'requests':{'cpu':'much'}}}]}}"))
                .isInstanceOfSatisfying(Misfit.class, misfit -> {
                    assertThat(misfit.path()).isEqualTo("spec.containers[0].resources.requests.cpu");
                    assertThat(misfit.line()).isEqualTo(1);
                    assertThat(misfit.message()).contains("\"much\" is not a quantity");
                });
    }

    @Test
    void podsOfOneTemplateShareTheirSpecAndWhatIsLeftOver() {
        List<Pod> pods = IntStream.range(0, 1000)
                .mapToObj(i -> read(Pod.class, templatePod("pod-" + i, "kube-api-access-" + i)))
                .toList();

        Pod first = pods.getFirst();
        assertThat(pods).allSatisfy(pod -> {
            assertThat(pod.spec()).isSameAs(first.spec());
            assertThat(pod.metadata().labels()).isSameAs(first.metadata().labels());
            assertThat(pod.metadata().ownerReferences())
                    .isSameAs(first.metadata().ownerReferences());
            assertThat(part(pod, "probe")).isSameAs(part(first, "probe"));
        });
        assertThat(pods).extracting(KubeObject::name).doesNotHaveDuplicates();
        assertThat(pods.get(7).volumes().getFirst().name()).isEqualTo("kube-api-access-7");
        assertThat(Json.print(Codec.write(pods.get(7))))
                .contains("\"mountPath\":\"/var\",\"name\":\"kube-api-access-7\"");
    }

    private static Object part(Pod pod, String field) {
        Tree container = pod.rest().mapping("spec").items("containers").getFirst();
        return container instanceof Tree.Mapping mapping ? mapping.mapping(field) : container;
    }

    private static String templatePod(String name, String volume) {
        return """
        {'metadata':{'name':'%s','uid':'uid-%s','labels':{'app':'a','team':'b'},'ownerReferences':[{'apiVersion':'apps/v1',
         'kind':'ReplicaSet','name':'rs','uid':'u','controller':true}]},
         'spec':{'nodeName':'node-of-%s','containers':[{'name':'c','image':'i','probe':{'path':'/','port':80},
           'resources':{'requests':{'cpu':'1500m','memory':'1Gi'}},'volumeMounts':[{'mountPath':'/var','name':'%s'}]}],
           'tolerations':[{'key':'k','operator':'Exists'}],'volumes':[{'name':'%s','projected':{'sources':[]}}]}}""".formatted(name, name, name, volume, volume);
    }

    @Test
    void amountsThatAreEqualButWrittenOtherwiseAreNotMixedUp() {
        String pod = "{'spec':{'containers':[{'name':'c','resources':{'requests':{'memory':'%s'}}}]}}";

        Pod binary = read(Pod.class, pod.formatted("1Ki"));
        Pod decimal = read(Pod.class, pod.formatted("1024"));

        assertThat(decimal).isEqualTo(binary);
        assertThat(Json.print(Codec.write(binary))).contains("\"1Ki\"");
        assertThat(Json.print(Codec.write(decimal))).contains("\"1024\"");
    }
}
