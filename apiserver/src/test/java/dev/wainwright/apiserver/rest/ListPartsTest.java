package dev.wainwright.apiserver.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.tree.Tree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Long lists, which go out in parts. */
class ListPartsTest {
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final String PODS = "/api/v1/namespaces/default/pods";
    private static final int MANY = 450;

    private final Desk desk = new Desk();

    private Answer ask(String path, String accept) {
        return desk.ask("GET", path, "", new byte[0], accept);
    }

    private void createMaps() {
        for (int i = 0; i < MANY; i++) {
            desk.createMap("map-%03d".formatted(i), "{\"text\":\"a \\\"quoted\\\" %d, ü\"}".formatted(i));
        }
    }

    /** The same list from short pages, which are documents. */
    private List<Tree> paged(String path) {
        var items = new ArrayList<Tree>();
        String next = "";
        do {
            Answer page = ask(path + "?limit=100" + (next.isEmpty() ? "" : "&continue=" + next), "");
            assertThat(page).isInstanceOf(Answer.Document.class);
            Tree.Mapping content = Desk.document(page).content();
            items.addAll(content.items("items"));
            next = content.mapping("metadata").text("continue", "");
        } while (!next.isEmpty());
        return items;
    }

    @Test
    void aLongListSaysOfItsObjectsWhatShortOnesSay() {
        createMaps();

        Answer answer = ask(MAPS, "");

        assertThat(answer).isInstanceOf(Answer.Parts.class);
        Tree.Mapping list = Desk.document(answer).content();
        assertThat(list.fields().keySet()).containsExactly("kind", "apiVersion", "metadata", "items");
        assertThat(list.text("kind", "")).isEqualTo("ConfigMapList");
        assertThat(list.mapping("metadata").text("resourceVersion", ""))
                .isEqualTo(Long.toString(desk.store.revision()));
        assertThat(list.items("items")).hasSize(MANY).isEqualTo(paged(MAPS));
    }

    @Test
    void podsAreListedInPartsAsTheyAreWithoutThem() {
        for (int i = 0; i < MANY; i++) {
            desk.json("POST", PODS, """
                    {"metadata":{"name":"p%03d"},"spec":{"containers":[{"name":"c","image":"nginx"}]}}""".formatted(i));
        }

        assertThat(Desk.document(ask(PODS, "")).content().items("items")).isEqualTo(paged(PODS));
    }

    @Test
    void aLongPageSaysWhereTheNextBegins() {
        createMaps();

        Answer first = ask(MAPS + "?limit=300", "");

        assertThat(first).isInstanceOf(Answer.Parts.class);
        Tree.Mapping metadata = Desk.document(first).content().mapping("metadata");
        assertThat(metadata.get("remainingItemCount")).isEqualTo(Tree.number(MANY - 300));
        Answer.Document rest = Desk.document(ask(MAPS + "?continue=" + metadata.text("continue", ""), ""));
        assertThat(Desk.names(rest)).hasSize(MANY - 300).startsWith("map-300");
    }

    @Test
    void whoWantsTablesOrYamlGetsThemWhole() {
        createMaps();

        assertThat(ask(MAPS, "application/json;as=Table;v=v1;g=meta.k8s.io")).isInstanceOf(Answer.Document.class);
        assertThat(ask(MAPS, "application/yaml")).isInstanceOf(Answer.Document.class);
    }

    @Test
    void whatIsDeletedTogetherIsToldInParts() {
        createMaps();

        Answer gone = desk.ask("DELETE", MAPS, "", "".getBytes(StandardCharsets.UTF_8), "");

        assertThat(gone).isInstanceOf(Answer.Parts.class);
        assertThat(Desk.names(Desk.document(gone))).hasSize(MANY);
        assertThat(desk.get(MAPS).content().items("items")).isEmpty();
    }
}
