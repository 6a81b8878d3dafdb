package dev.wainwright.apiserver.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kind;
import dev.wainwright.api.TreeKinds;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.tls.Identity;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import dev.wainwright.runtime.store.Write.Propagation;
import dev.wainwright.runtime.virtual.VirtualDriver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a service account's token is good for, and for how long. */
class AccountTokensTest {
    private static final Kind ACCOUNT = TreeKinds.builtIn("ServiceAccount");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Identity AUTHORITY = Identity.authority("ca", NOON);
    private static final List<String> OURS = List.of(AccountTokens.ISSUER);

    private final VirtualDriver driver = new VirtualDriver(NOON);
    private final ClusterStore store = new ClusterStore(driver, 1);
    private final AccountTokens tokens = new AccountTokens(store, driver::now, () -> AUTHORITY);
    private final KubeObject account = store.write(new Write.Create(
                    ACCOUNT,
                    new TreeObject("v1", "ServiceAccount", ObjectMeta.named("default", "robot"), Tree.Mapping.EMPTY)))
            .orThrow()
            .object();

    @Test
    void aTokenTellsWhoseItIs() {
        AccountTokens.Token token = tokens.issue(account, OURS, 3600);

        assertThat(token.expires()).isEqualTo("2026-11-23T13:00:00Z");
        assertThat(tokens.user(token.text()))
                .contains(new User(
                        "system:serviceaccount:default:robot",
                        List.of("system:serviceaccounts", "system:serviceaccounts:default", "system:authenticated")));
    }

    @Test
    void itExpires() {
        String token = tokens.issue(account, OURS, 600).text();

        driver.runFor(Duration.ofSeconds(599));
        assertThat(tokens.user(token)).isPresent();
        driver.runFor(Duration.ofSeconds(1));
        assertThat(tokens.user(token)).isEmpty();
    }

    @Test
    void itEndsWithItsAccountEvenIfAnotherOneGetsTheName() {
        String token = tokens.issue(account, OURS, 3600).text();
        store.write(new Write.Delete(ACCOUNT, ObjectKey.of(account), Preconditions.NONE, Propagation.BACKGROUND, null))
                .orThrow();
        assertThat(tokens.user(token)).isEmpty();

        store.write(new Write.Create(
                        ACCOUNT,
                        new TreeObject(
                                "v1", "ServiceAccount", ObjectMeta.named("default", "robot"), Tree.Mapping.EMPTY)))
                .orThrow();
        assertThat(tokens.user(token)).isEmpty();
    }

    @Test
    void whoAsksForAnAudienceLearnsWhetherTheTokenIsForIt() {
        String token = tokens.issue(account, List.of("vault", AccountTokens.ISSUER), 3600)
                .text();

        AccountTokens.Verdict verdict = tokens.verify(token, List.of("vault", "other"));
        assertThat(verdict.audiences()).containsExactly("vault");
        assertThat(verdict.uid()).isEqualTo(account.metadata().uid());
        assertThat(tokens.verify(token, List.of("other")).error())
                .endsWith("is invalid for the target audiences [\"other\"]]");
    }

    @Test
    void tokensThatWereAddedAreGoodForThisServerAlone() {
        tokens.add(Map.of("secret", User.admin("ada")));

        assertThat(tokens.user("secret")).contains(User.admin("ada"));
        assertThat(tokens.verify("secret", List.of("vault")).user()).isEmpty();
    }

    @Test
    void whatIsForSomebodyElseIsOfNoUseHere() {
        assertThat(tokens.user(tokens.issue(account, List.of("vault"), 3600).text()))
                .isEmpty();
    }

    @Test
    void whatAnotherAuthoritySignedOrSomebodyChangedIsNobodys() {
        var others = new AccountTokens(store, driver::now, () -> Identity.authority("other", NOON));
        String token = tokens.issue(account, OURS, 3600).text();
        String[] parts = token.split("\\.");

        assertThat(tokens.user(others.issue(account, OURS, 3600).text())).isEmpty();
        assertThat(tokens.user(parts[0] + '.' + parts[1] + "AA." + parts[2])).isEmpty();
        assertThat(tokens.user(parts[0] + '.' + parts[1] + '.')).isEmpty();
        assertThat(tokens.user("a.b.c")).isEmpty();
        assertThat(tokens.user("a.b.§")).isEmpty();
        assertThat(tokens.user("")).isEmpty();
    }
}
