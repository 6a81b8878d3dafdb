package dev.wainwright.cli.up;

import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.rest.Answer;
import dev.wainwright.apiserver.rest.ApiRequest;
import dev.wainwright.apiserver.rest.Pages;
import dev.wainwright.cloud.ec2.Ec2.SpotPrice;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What spot capacity costs on the cluster's simulated market now, as JSON: {@code /wainwright/prices}. */
record PricePages(Supplier<List<SpotPrice>> market) implements Pages {
    @Override
    public Optional<Answer> get(ApiRequest request) {
        if (!request.path().equals("/wainwright/prices")) {
            return Optional.empty();
        }
        Tree.Mapping list = new Fields()
                .put("kind", "SpotPriceList")
                .put("items", market.get().stream().map(PricePages::document).toList())
                .build();
        return Optional.of(Answer.ok(list));
    }

    private static Tree.Mapping document(SpotPrice price) {
        return new Fields()
                .put("instanceType", price.instanceType())
                .put("zone", price.zone())
                .put("hourlyPrice", new Tree.Numeral(BigDecimal.valueOf(price.usd()), 0))
                .build();
    }
}
