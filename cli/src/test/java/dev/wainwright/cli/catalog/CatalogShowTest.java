package dev.wainwright.cli.catalog;

import static dev.wainwright.cli.CommandLineRun.wain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.cli.CommandLineRun;
import dev.wainwright.cli.Golden;
import dev.wainwright.cli.shell.Exit;
import org.junit.jupiter.api.Test;

class CatalogShowTest {
    @Test
    void aTypeIsShownWithResourcesOfferingsAndLabels() {
        CommandLineRun run = wain("catalog", "show", "m5.large");

        assertThat(run.exit()).isEqualTo(Exit.DONE);
        Golden.assertMatches("catalog-show.txt", run.out());
    }

    @Test
    void jsonIsThatOfTheList() {
        assertThat(wain("catalog", "show", "m5.large", "-o", "json").out())
                .isEqualTo(wain("catalog", "list", "--require", "instance-type=m5.large", "-o", "json")
                        .out());
    }

    @Test
    void severalTypesKeepTheOrderAskedFor() {
        assertThat(wain("catalog", "show", "m5.large", "c5.large", "m5.large", "-o", "name")
                        .out())
                .isEqualTo("m5.large\nc5.large\n");
    }

    @Test
    void aTypeThatDoesNotExistIsMetWithNearOnes() {
        CommandLineRun run = wain("catalog", "show", "m5.lrage");

        assertThat(run.exit()).isEqualTo(Exit.BAD_INPUT);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("there is no instance type m5.lrage").contains("did you mean m5.large");
        assertThat(wain("catalog", "show", "?").err()).contains("wain catalog list shows what there is");
    }
}
