package dev.wainwright.cli.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wainwright.apiserver.tls.Identity;
import dev.wainwright.cli.shell.Failure;
import java.io.IOException;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubeconfigTest {
    private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
    private static final Identity AUTHORITY = Identity.authority("test", NOW);
    private static final Identity CLIENT = AUTHORITY.client("alice", "admins", NOW);

    @TempDir
    Path folder;

    @Test
    void theCurrentContextLeadsToClusterAndUser() {
        Access access = read("{server: 'https://example.com:6443/'}", "{token: secret}");
        assertThat(access.server()).hasToString("https://example.com:6443");
        assertThat(access.context()).isEqualTo("main");
        assertThat(access.namespace()).isEqualTo("shop");
        assertThat(proof(access)).isEqualTo("Bearer secret");
    }

    @Test
    void anotherContextCanBeNamed() {
        Path file = write("{server: 'https://a'}", "{}");
        assertThat(KubeconfigReader.read(file, Optional.of("other")).namespace())
                .isEqualTo("default");
        assertThatThrownBy(() -> KubeconfigReader.read(file, Optional.of("none")))
                .isInstanceOf(Failure.class)
                .hasMessage(file + ": there is no context \"none\"")
                .extracting(e -> ((Failure) e).hint())
                .isEqualTo("there is main, other");
    }

    @Test
    void certificatesAndKeyComeInBase64() {
        Access access = read(
                "{server: 'https://a', certificate-authority-data: " + base64(AUTHORITY.certificatePem()) + "}",
                "{client-certificate-data: " + base64(CLIENT.certificatePem()) + ", client-key-data: "
                        + base64(CLIENT.keyPem()) + "}");
        assertThat(access.trust().authorities()).containsExactly(AUTHORITY.certificate());
        assertThat(access.trust().identity().orElseThrow().key()).isEqualTo(CLIENT.key());
        assertThat(access.trust().identity().orElseThrow().chain()).containsExactly(CLIENT.certificate());
        assertThat(access.trust().anybody()).isFalse();
    }

    @Test
    void certificatesAndKeyComeFromFilesBesideTheKubeconfig() throws IOException {
        Files.writeString(folder.resolve("ca.pem"), AUTHORITY.certificatePem());
        Files.writeString(folder.resolve("me.pem"), CLIENT.certificatePem() + AUTHORITY.certificatePem());
        Files.writeString(folder.resolve("me.key"), CLIENT.keyPem());
        Access access = read(
                "{server: 'https://a', certificate-authority: ca.pem, tls-server-name: b, proxy-url: 'http://p:3128'}",
                "{client-certificate: me.pem, client-key: me.key, as: bob}");
        assertThat(access.trust().authorities()).containsExactly(AUTHORITY.certificate());
        assertThat(access.trust().identity().orElseThrow().chain())
                .containsExactly(CLIENT.certificate(), AUTHORITY.certificate());
        assertThat(access.trust().serverName()).isEqualTo("b");
        assertThat(access.proxy().type()).isEqualTo(Proxy.Type.HTTP);
        assertThat(access.headers()).isEqualTo(Map.of("Impersonate-User", "bob"));
    }

    @Test
    void theServerNeedNotBeBelieved() {
        assertThat(read("{server: 'https://a', insecure-skip-tls-verify: true}", "{}")
                        .trust()
                        .anybody())
                .isTrue();
    }

    @Test
    void aTokenFileIsReadAnewEachTime() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "one\n");
        Access access = read("{server: 'https://a'}", "{tokenFile: token}");
        assertThat(proof(access)).isEqualTo("Bearer one");
        Files.writeString(token, "two");
        assertThat(proof(access)).isEqualTo("Bearer two");
        Files.delete(token);
        assertThatThrownBy(() -> access.login().proof(false))
                .hasMessageContaining("token cannot be read: no such file");
    }

    @Test
    void aNameAndAPasswordBecomeABasicLogin() {
        assertThat(proof(read("{server: 'https://a'}", "{username: alice, password: 'x y'}")))
                .isEqualTo("Basic YWxpY2U6eCB5");
    }

    @Test
    void aCommandIsAskedForATokenUntilItExpires() throws IOException {
        Path command = script("""
                echo x >> "$0.ran"
                echo '{"kind":"ExecCredential","status":{"token":"'$WHO-$1'","expirationTimestamp":"2000-01-01T00:00:00Z"}}'
                """);
        Access access = read(
                "{server: 'https://a'}",
                "{exec: {apiVersion: client.authentication.k8s.io/v1, command: ./login, args: [now], env: [{name: WHO,"
                        + " value: bob}]}}");
        assertThat(proof(access)).isEqualTo("Bearer bob-now");
        assertThat(proof(access)).isEqualTo("Bearer bob-now");
        assertThat(Path.of(command + ".ran")).hasContent("x\nx");
    }

    @Test
    void aCommandMayHaveACertificateAndIsAskedOnceWhileThatHolds() throws IOException {
        Path command = script("echo x >> \"$0.ran\"\ncat <<'END'\n{\"status\":{\"clientCertificateData\":"
                + quoted(CLIENT.certificatePem()) + ",\"clientKeyData\":" + quoted(CLIENT.keyPem()) + "}}\nEND\n");
        Access access = read("{server: 'https://a'}", "{exec: {command: ./login}}");
        assertThat(access.login().proof(false).identity().orElseThrow().key()).isEqualTo(CLIENT.key());
        assertThat(proof(access)).isEmpty();
        assertThat(Path.of(command + ".ran")).hasContent("x");
    }

    @Test
    void aCommandThatFailsIsQuoted() throws IOException {
        script("echo 'no session, log in first' >&2; exit 3");
        Access access = read("{server: 'https://a'}", "{exec: {command: ./login, installHint: 'install it'}}");
        assertThatThrownBy(() -> access.login().proof(false))
                .hasMessageContaining("users \"u\": exec: ")
                .hasMessageContaining("ended with code 3: no session, log in first");
        Access missing = read("{server: 'https://a'}", "{exec: {command: wain-no-such, installHint: 'install it'}}");
        assertThatThrownBy(() -> missing.login().proof(false))
                .hasMessageContaining("`wain-no-such` cannot be run")
                .hasMessageEndingWith("; install it");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                                       | {}                       | clusters "c": server: is missing
                    {server: 'a b'}                                          | {}                       | clusters "c": server: "a b" is no address
                    {server: 'ftp://a'}                                      | {}                       | clusters "c": server: "ftp://a" is no address
                    {server: 7}                                              | {}                       | clusters "c": server: is 7 and not a text
                    {server: 'https://a', insecure-skip-tls-verify: maybe}   | {}                       | clusters "c": insecure-skip-tls-verify: is "maybe"
                    {server: 'https://a', certificate-authority: none.pem}   | {}                       | none.pem cannot be read: no such file
                    {server: 'https://a', certificate-authority-data: '%'}   | {}                       | clusters "c": certificate-authority-data:
                    {server: 'https://a', certificate-authority-data: YQ==}  | {}                       | certificate-authority-data: there is no PEM block BEGIN CERTIFICATE
                    {server: 'https://a'}                                    | {client-key-data: YQ==}  | users "u": client-certificate: is missing
                    {server: 'https://a'}                                    | {auth-provider: {name: gcp}} | users "u": auth-provider: "gcp"
                    {server: 'https://a'}                                    | {exec: {}}               | users "u": exec: command: is missing
                    """)
    void nonsenseIsNamedWithItsPlace(String cluster, String user, String complaint) {
        Path file = write(cluster, user);
        assertThatThrownBy(() -> KubeconfigReader.read(file, Optional.empty()))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                   | this is no kubeconfig
                    [1, 2]                               | :1:
                    kind: Pod                            | this is no kubeconfig
                    'a: ['                               | :1:
                    'clusters: []'                       | current-context is not set
                    '{contexts: [], current-context: x}' | there is no context "x"
                    """)
    void whatIsNoKubeconfigIsCalledSo(String text, String complaint) throws IOException {
        Path file = Files.writeString(folder.resolve("config"), text);
        assertThatThrownBy(() -> KubeconfigReader.read(file, Optional.empty()))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(complaint);
    }

    @Test
    void theClusterThatRunsGoesFirstAndOneThatWasKilledLast() throws IOException {
        Path ours = Files.writeString(
                Files.createDirectory(folder.resolve(".wainwright")).resolve("kubeconfig"), "");
        Path named = Files.writeString(folder.resolve("named"), "");
        Path usual =
                Files.writeString(Files.createDirectory(folder.resolve(".kube")).resolve("config"), "");
        Map<String, String> environment = Map.of("KUBECONFIG", folder.resolve("missing") + ":" + named);
        assertThat(ClusterOptions.found(folder, environment, file -> true)).isEqualTo(ours);
        assertThat(ClusterOptions.found(folder, environment, file -> false)).isEqualTo(named);
        assertThat(ClusterOptions.found(folder, Map.of(), file -> false)).isEqualTo(usual);
        Files.delete(usual);
        assertThat(ClusterOptions.found(folder, Map.of(), file -> false)).isEqualTo(ours);
        Files.delete(ours);
        assertThatThrownBy(() -> ClusterOptions.found(folder, Map.of(), file -> false))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("there is no kubeconfig: none of ");
    }

    private Access read(String cluster, String user) {
        return KubeconfigReader.read(write(cluster, user), Optional.empty());
    }

    private Path write(String cluster, String user) {
        String text = """
                apiVersion: v1
                kind: Config
                current-context: main
                clusters:
                - {name: c, cluster: %s}
                users:
                - {name: u, user: %s}
                contexts:
                - {name: main, context: {cluster: c, user: u, namespace: shop}}
                - {name: other, context: {cluster: c}}
                """.formatted(cluster, user);
        try {
            return Files.writeString(folder.resolve("kubeconfig"), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Path script(String body) throws IOException {
        Path file = Files.writeString(folder.resolve("login"), "#!/bin/sh\n" + body);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private static String proof(Access access) {
        try {
            return access.login().proof(false).authorization();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(String pem) {
        return "\"" + pem.replace("\n", "\\n") + "\"";
    }
}
