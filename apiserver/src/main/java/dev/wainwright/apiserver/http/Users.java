package dev.wainwright.apiserver.http;

import dev.wainwright.apiserver.access.AccountTokens;
import dev.wainwright.apiserver.access.User;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Who a request comes from: a bearer token, else a client certificate, else nobody. */
public final class Users {
    private static final String BEARER = "Bearer ";
    private static final String AUTHENTICATED = "system:authenticated";

    private final AccountTokens accounts;

    /** {@code accounts} knows all tokens. */
    public Users(AccountTokens accounts) {
        this.accounts = accounts;
    }

    /** Nothing when the token is unknown. The certificate was checked when the connection began. */
    Optional<User> of(String authorization, Optional<X509Certificate> certificate) {
        if (authorization.startsWith(BEARER)) {
            return accounts.user(authorization.substring(BEARER.length()).trim());
        }
        return Optional.of(certificate.map(Users::certified).orElse(User.ANONYMOUS));
    }

    private static User certified(X509Certificate certificate) {
        var groups = new ArrayList<String>();
        String name = "";
        try {
            for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN")) {
                    name = String.valueOf(part.getValue());
                } else if (part.getType().equalsIgnoreCase("O")) {
                    groups.add(String.valueOf(part.getValue()));
                }
            }
        } catch (InvalidNameException e) {
            return User.ANONYMOUS;
        }
        groups.add(AUTHENTICATED);
        return new User(name, List.copyOf(groups));
    }
}
