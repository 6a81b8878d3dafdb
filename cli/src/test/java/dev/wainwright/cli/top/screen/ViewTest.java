package dev.wainwright.cli.top.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.cli.explain.Subject;
import dev.wainwright.cli.top.Sample;
import dev.wainwright.cli.top.picture.Facts;
import dev.wainwright.cli.top.picture.Facts.NodeFacts;
import dev.wainwright.cli.top.picture.Picture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewTest {
    private static final int PAGE = 4;

    private final Picture shop = Sample.shop();

    @Test
    void theSelectionMovesAndStopsAtTheEnds() {
        assertThat(selected(keys(""))).isEqualTo("general-booting");
        assertThat(selected(keys("jj"))).isEqualTo("ip-10-0-0-11.ec2.internal");
        assertThat(selected(keys("jjkkkk"))).isEqualTo("general-booting");
        assertThat(selected(keys("G"))).isEqualTo("rack-7.example.org");
        assertThat(selected(keys("Gjjg"))).isEqualTo("general-booting");
        assertThat(selected(keys("").press(Key.Special.PAGE_DOWN, shop, PAGE))).isEqualTo("ip-10-0-0-13.ec2.internal");
    }

    @Test
    void theSelectionStaysWithItsRowWhenOthersComeAndTheOrderChanges() {
        View view = keys("jj");
        Facts facts = Sample.facts("shop.yaml");
        List<NodeFacts> fewer = new ArrayList<>(facts.nodes());
        fewer.removeIf(node -> node.name().startsWith("ip-10-0-0-2"));
        Picture other = Sample.picture(
                new Facts(fewer, facts.pods(), List.of(), facts.pools(), facts.happenings(), facts.decisions()));
        assertThat(selected(view, other)).isEqualTo("ip-10-0-0-11.ec2.internal");
        assertThat(selected(view.press(new Key.Typed('r'), shop, PAGE))).isEqualTo("ip-10-0-0-11.ec2.internal");
    }

    @Test
    void whenTheSelectedRowGoesItsNeighbourIsSelected() {
        Facts facts = Sample.facts("shop.yaml");
        List<NodeFacts> fewer = new ArrayList<>(facts.nodes());
        fewer.removeIf(node -> node.name().equals("ip-10-0-0-11.ec2.internal"));
        Picture other = Sample.picture(
                new Facts(fewer, facts.pods(), facts.claims(), facts.pools(), facts.happenings(), facts.decisions()));
        // Without its node, the claim is a row of its own between the other two.
        assertThat(selected(keys("jj"), other)).isEqualTo("general-x7k2p");
    }

    @Test
    void theOrderIsCycledAndReversed() {
        assertThat(keys("ss")).returns(Sort.TYPE, View::sort).returns(false, View::reversed);
        assertThat(keys("ssr")).returns(Sort.TYPE, View::sort).returns(true, View::reversed);
        assertThat(keys("ssrs")).returns(Sort.ZONE, View::sort).returns(false, View::reversed);
        assertThat(first(keys("r"))).isEqualTo("rack-7.example.org");
    }

    @Test
    void everyOrderPutsRowsInIt() {
        View view = keys("");
        for (Sort sort : Sort.values()) {
            assertThat(view.sort()).isEqualTo(sort);
            assertThat(Rows.of(shop, view).nodes()).hasSameSizeAs(shop.nodes());
            view = view.press(new Key.Typed('s'), shop, PAGE);
        }
        assertThat(view.sort()).isEqualTo(Sort.NAME);
        assertThat(first(View.of(Sort.PRICE))).isEqualTo("ip-10-0-0-21.ec2.internal");
        assertThat(first(View.of(Sort.AGE))).isEqualTo("general-launch");
        assertThat(first(View.of(Sort.MEMORY))).isEqualTo("ip-10-0-0-21.ec2.internal");
        assertThat(first(View.of(Sort.PODS))).isEqualTo("ip-10-0-0-11.ec2.internal");
    }

    @ParameterizedTest
    @CsvSource({"c6g, 2", "GPU, 1", "us-east-1b, 3", "spot, 3", "draining, 1", "nothing, 0"})
    void theFilterLooksAtNamePoolTypeZoneCapacityAndStatus(String filter, int rows) {
        View view = keys("/" + filter);
        assertThat(view.typing()).isTrue();
        assertThat(Rows.of(shop, view).nodes()).hasSize(rows);
        assertThat(view.press(Key.Special.ENTER, shop, PAGE))
                .returns(false, View::typing)
                .returns(filter, View::filter);
        assertThat(view.press(Key.Special.ESCAPE, shop, PAGE).filter()).isEmpty();
    }

    @Test
    void keysGoIntoTheFilterWhileItIsTyped() {
        assertThat(keys("/qs?").filter()).isEqualTo("qs?");
        assertThat(keys("/qs?").quit()).isFalse();
        assertThat(keys("/ab").press(Key.Special.BACKSPACE, shop, PAGE).filter())
                .isEqualTo("a");
        assertThat(keys("/").press(Key.Special.BACKSPACE, shop, PAGE).typing()).isFalse();
        assertThat(keys("/a").press(Key.Special.DOWN, shop, PAGE)).isEqualTo(keys("/a"));
        assertThat(keys("/" + "x".repeat(500)).filter()).hasSizeLessThan(100);
    }

    @Test
    void tabGoesRoundThePanesAndNumbersGoStraight() {
        View view = keys("");
        for (Pane pane : List.of(Pane.POOLS, Pane.WAITING, Pane.DECISIONS, Pane.NODES)) {
            view = view.press(Key.Special.TAB, shop, PAGE);
            assertThat(view.pane()).isEqualTo(pane);
        }
        assertThat(view.press(Key.Special.BACK_TAB, shop, PAGE).pane()).isEqualTo(Pane.DECISIONS);
        assertThat(keys("3").pane()).isEqualTo(Pane.WAITING);
    }

    @Test
    void enterLooksCloselyAndEscapeGoesBack() {
        assertThat(subject("")).isEqualTo(Subject.nodeClaim("general-booting"));
        assertThat(subject("jj")).isEqualTo(Subject.node("ip-10-0-0-11.ec2.internal"));
        assertThat(subject("3j")).isEqualTo(Subject.pod("shop", "web-6d5f9c7b84-8"));
        assertThat(subject("4")).isEqualTo(Subject.nodeClaim("general-launch"));
        View detail = keys("jj").press(Key.Special.ENTER, shop, PAGE);
        assertThat(detail.press(Key.Special.DOWN, shop, PAGE).scroll()).isEqualTo(1);
        assertThat(detail.press(Key.Special.ESCAPE, shop, PAGE)).isEqualTo(keys("jj"));
        assertThat(detail.press(new Key.Typed('s'), shop, PAGE)).isEqualTo(detail);
    }

    @Test
    void aPoolShowsItsNodes() {
        View view = keys("2jj").press(Key.Special.ENTER, shop, PAGE);
        assertThat(view.pane()).isEqualTo(Pane.NODES);
        assertThat(Rows.of(shop, view).nodes()).hasSize(1);
    }

    @Test
    void nothingCanBeLookedAtInAnEmptyCluster() {
        View view = keys("");
        for (Key key : Key.Special.values()) {
            view = view.press(key, Sample.empty(), PAGE);
        }
        assertThat(view.detail()).isEmpty();
    }

    @Test
    void helpComesAndGoesAndQuitQuitsFromEverywhere() {
        assertThat(keys("?").help()).isTrue();
        assertThat(keys("??").help()).isFalse();
        assertThat(keys("?").press(Key.Special.ESCAPE, shop, PAGE).help()).isFalse();
        assertThat(keys("q").quit()).isTrue();
        assertThat(keys("?q").quit()).isTrue();
        assertThat(keys("").press(Key.Special.ENTER, shop, PAGE)
                        .press(new Key.Typed('q'), shop, PAGE)
                        .quit())
                .isTrue();
    }

    private View keys(String typed) {
        View view = View.of(Sort.NAME);
        for (int i = 0; i < typed.length(); i++) {
            view = view.press(new Key.Typed(typed.charAt(i)), shop, PAGE);
        }
        return view;
    }

    private Subject subject(String typed) {
        return keys(typed)
                .press(Key.Special.ENTER, shop, PAGE)
                .detail()
                .orElseThrow()
                .subject();
    }

    private String first(View view) {
        return Rows.of(shop, view).id(Pane.NODES, 0);
    }

    private String selected(View view) {
        return selected(view, shop);
    }

    private static String selected(View view, Picture picture) {
        var rows = Rows.of(picture, view);
        return rows.id(view.pane(), rows.index(view.pane(), view.cursor()));
    }
}
