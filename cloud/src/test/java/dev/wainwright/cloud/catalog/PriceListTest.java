package dev.wainwright.cloud.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceListTest {
    @TempDir
    private Path folder;

    @Test
    void theUsersPricesWinAndAreNotModelled() throws IOException {
        Catalog catalog = with("""
                # agreed with AWS
                kind,name,usd
                family,m5,0.04
                type,m5.xlarge,0.1
                m5.large,us-east-1b,spot,0.01
                m5.large,us-east-1c,0.07
                """);

        assertThat(price(catalog, "m5.large", "us-east-1a", Labels.ON_DEMAND)).isEqualTo(0.08);
        assertThat(price(catalog, "m5.large", "us-east-1c", Labels.ON_DEMAND)).isEqualTo(0.07);
        assertThat(price(catalog, "m5.xlarge", "us-east-1a", Labels.ON_DEMAND)).isEqualTo(0.1);
        assertThat(price(catalog, "m6i.large", "us-east-1a", Labels.ON_DEMAND)).isEqualTo(0.096);
        Offering spot = offering(catalog, "m5.large", "us-east-1b", Labels.SPOT);
        assertThat(spot.price()).isEqualTo(0.01);
        assertThat(spot.modelled()).isFalse();
    }

    @Test
    void modelledSpotFollowsTheUsersOnDemandPrice() throws IOException {
        Catalog catalog = with("m5.large,0.0096\n");

        Offering spot = offering(catalog, "m5.large", "us-east-1a", Labels.SPOT);
        assertThat(spot.price()).isLessThan(0.0096).isPositive();
        assertThat(spot.modelled()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m5.large",
                "m5.large,cheap",
                "m5.large,0",
                "m5.large,-1",
                "family,0.1",
                "m5.large,a,spot,x,1",
                ",1"
            })
    void linesThatMakeNoSenseAreRefusedWithPlaceAndSyntax(String line) {
        assertThatThrownBy(() -> with("m5.large,0.1\n" + line + "\n"))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("prices.csv:2: ")
                .hasMessageContaining("TYPE[,ZONE][,CAPACITY-TYPE],USD");
    }

    @Test
    void aFirstLineThatNamesATypeIsNoLineOfColumnNames() {
        assertThatThrownBy(() -> with("m5.large,cheap\n")).hasMessageContaining("prices.csv:1: \"cheap\"");
    }

    private Catalog with(String prices) throws IOException {
        return Types.CATALOG.withPrices(Files.writeString(folder.resolve("prices.csv"), prices));
    }

    private static double price(Catalog catalog, String type, String zone, String capacityType) {
        return offering(catalog, type, zone, capacityType).price();
    }

    private static Offering offering(Catalog catalog, String type, String zone, String capacityType) {
        return Types.named(type, catalog.instanceTypes(CatalogOptions.DEFAULT)).offerings().stream()
                .filter(each -> each.zone().equals(zone) && each.capacityType().equals(capacityType))
                .findFirst()
                .orElseThrow();
    }
}
