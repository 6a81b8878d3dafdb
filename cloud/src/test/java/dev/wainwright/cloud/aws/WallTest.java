package dev.wainwright.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.cloud.catalog.CatalogOptions;
import dev.wainwright.cloud.provider.Launch;
import dev.wainwright.cloud.simulated.Ec2Settings;
import dev.wainwright.cloud.simulated.MachineListener;
import dev.wainwright.cloud.simulated.SimulatedEc2;
import dev.wainwright.cloud.simulated.SimulatedRegion;
import dev.wainwright.cloud.simulated.Stages;
import dev.wainwright.runtime.chance.Distribution;
import dev.wainwright.runtime.loop.Effect;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.wall.WallDriver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WallTest {
    @Test
    void theSameProviderAndTheSameEc2WorkInRealTimeOnManyThreads() throws InterruptedException {
        var lab = Lab.calm();
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        try (var driver = new WallDriver(failures::add)) {
            var stages = Stages.NONE.withCalls(Distribution.uniform(0, 0.02), Distribution.uniform(0, 0.05));
            var ec2 = new SimulatedEc2(
                    driver,
                    1,
                    SimulatedRegion.of(Lab.CATALOG),
                    CatalogOptions.DEFAULT,
                    Ec2Settings.CALM.with(stages),
                    new MachineListener() {});
            var provider = new AwsCloudProvider(driver, ec2, Lab.CATALOG, AwsSettings.of("lab"));
            List<String> machines = Collections.synchronizedList(new ArrayList<>());
            var launched = new CountDownLatch(100);
            for (int i = 0; i < 100; i++) {
                NodeClaim claim = lab.claim(Lab.type("m5.large"));
                Effect.Call call = provider.create(claim, lab.snapshot());
                driver.soon(() -> call.body().accept(result -> {
                    if (result instanceof Result.Ok<?> ok && ok.answer() instanceof Launch.Launched machine) {
                        machines.add(Lab.instanceId(machine.claim()));
                    }
                    launched.countDown();
                }));
            }
            assertThat(launched.await(1, TimeUnit.MINUTES)).isTrue();
            assertThat(machines).hasSize(100).doesNotHaveDuplicates();
            assertThat(ec2.instances()).hasSize(100);
        }
        assertThat(failures).isEmpty();
    }
}
