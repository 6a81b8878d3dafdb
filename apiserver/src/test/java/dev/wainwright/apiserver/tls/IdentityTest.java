package dev.wainwright.apiserver.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Certificates that Java itself accepts. */
class IdentityTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final Identity authority = Identity.authority("ca", NOW);

    @Test
    void anAuthoritySignsItselfAndOthers() throws GeneralSecurityException {
        Identity server = authority.server("server", NOW);

        authority.certificate().verify(authority.certificate().getPublicKey());
        server.certificate().verify(authority.certificate().getPublicKey());
        assertThat(authority.certificate().getBasicConstraints()).isNotNegative();
        assertThat(server.certificate().getBasicConstraints()).isNegative();
        assertThatThrownBy(() -> server.certificate()
                        .verify(Identity.authority("other", NOW).certificate().getPublicKey()))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void aServerGoesByItsAddressesAndAClientByNameAndGroup() throws GeneralSecurityException {
        Identity server = authority.server("server", NOW);
        Identity client = authority.client("ada", "system:masters", NOW);

        assertThat(server.certificate().getSubjectAlternativeNames())
                .extracting(List::getLast)
                .asString()
                .contains("localhost", "127.0.0.1");
        assertThat(client.certificate().getSubjectX500Principal().getName()).isEqualTo("CN=ada,O=system:masters");
    }

    @Test
    void whatIsPrintedCanBeReadAgain() throws GeneralSecurityException {
        Identity again = Identity.read(authority.certificatePem(), authority.keyPem());

        assertThat(again.certificate()).isEqualTo(authority.certificate());
        again.server("s", NOW).certificate().verify(authority.certificate().getPublicKey());
    }
}
