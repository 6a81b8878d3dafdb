package dev.wainwright.apiserver.access;

import dev.wainwright.api.Kind;
import dev.wainwright.api.TreeKinds;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.tls.Identity;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.store.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Tokens of service accounts: JSON web tokens (RFC 7519) that the cluster's authority has signed (ES256). Nothing is kept of
 * them; one is good until it expires or its account is gone. Others may be {@linkplain #add added}.
 */
public final class AccountTokens {
    /** For whom tokens are when nobody says for whom. */
    public static final String ISSUER = "https://kubernetes.default.svc.cluster.local";

    private static final Kind ACCOUNT = TreeKinds.builtIn("ServiceAccount");
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final String SIGNED_WITH = "SHA256withECDSAinP1363Format";

    private static final String INVALID = "invalid bearer token";

    private final Map<String, User> others = new ConcurrentHashMap<>();
    private final ClusterStore store;
    private final Supplier<Instant> clock;
    private final Supplier<Identity> authority;

    /**
     * @param clock as users see it
     * @param authority not asked before the first token is made or shown
     */
    public AccountTokens(ClusterStore store, Supplier<Instant> clock, Supplier<Identity> authority) {
        this.store = store;
        this.clock = clock;
        this.authority = authority;
    }

    /** A token and when it expires. */
    public record Token(String text, Instant expires) {}

    /** A token for an account. */
    public Token issue(KubeObject account, List<String> audiences, long seconds) {
        Instant now = Instant.ofEpochSecond(clock.get().getEpochSecond());
        Instant expires = now.plusSeconds(seconds);
        String namespace = account.metadata().namespace();
        Tree.Mapping about = new Fields()
                .put("namespace", namespace)
                .put(
                        "serviceaccount",
                        new Fields()
                                .put("name", account.name())
                                .put("uid", account.metadata().uid())
                                .build())
                .build();
        String content = part(new Fields().put("alg", "ES256").put("typ", "JWT").build())
                + '.'
                + part(new Fields()
                        .putTexts("aud", audiences)
                        .put("exp", expires.getEpochSecond())
                        .put("iat", now.getEpochSecond())
                        .put("iss", ISSUER)
                        .put("kubernetes.io", about)
                        .put("nbf", now.getEpochSecond())
                        .put("sub", name(namespace, account.name()))
                        .build());
        return new Token(content + '.' + ENCODER.encodeToString(signature(content)), expires);
    }

    private static String part(Tree.Mapping content) {
        return ENCODER.encodeToString(Json.bytes(content));
    }

    private static String name(String namespace, String account) {
        return "system:serviceaccount:" + namespace + ':' + account;
    }

    private byte[] signature(String content) {
        try {
            Signature signature = Signature.getInstance(SIGNED_WITH);
            signature.initSign(authority.get().key());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java knows P-256", e);
        }
    }

    /**
     * What is to be thought of a token.
     *
     * @param user nobody if it is not good for any of the audiences that were asked for
     * @param uid the account's
     * @param audiences those among the ones asked for that it is for
     * @param error why it is not good
     */
    public record Verdict(Optional<User> user, String uid, List<String> audiences, String error) {
        private static Verdict no(String error) {
            return new Verdict(Optional.empty(), "", List.of(), error);
        }
    }

    /** From now on these tokens are good, too, for ever and for this server alone. */
    public void add(Map<String, User> lasting) {
        others.putAll(lasting);
    }

    /** Whose token this is; nobody's if it was not made here, is for others, has expired, or its account is gone. */
    public Optional<User> user(String token) {
        return verify(token, List.of(ISSUER)).user();
    }

    /** The same for one of these audiences. */
    public Verdict verify(String token, List<String> audiences) {
        User lasting = others.get(token);
        if (lasting != null) {
            return audiences.contains(ISSUER)
                    ? new Verdict(Optional.of(lasting), "", List.of(ISSUER), "")
                    : Verdict.no(unfit(List.of(ISSUER), audiences));
        }
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Verdict.no(INVALID);
        }
        try {
            byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
            if (!isSigned(parts[0] + '.' + parts[1], signature)) {
                return Verdict.no(INVALID);
            }
            String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            return verified((Tree.Mapping) Json.parse(claims), audiences);
        } catch (IllegalArgumentException notOurs) {
            return Verdict.no(INVALID);
        }
    }

    private static String unfit(List<String> has, List<String> wanted) {
        return '[' + INVALID + ", token audiences [\"" + String.join("\" \"", has)
                + "\"] is invalid for the target audiences [\"" + String.join("\" \"", wanted) + "\"]]";
    }

    private boolean isSigned(String content, byte[] signed) {
        try {
            Signature signature = Signature.getInstance(SIGNED_WITH);
            signature.initVerify(authority.get().certificate());
            signature.update(content.getBytes(StandardCharsets.UTF_8));
            return signature.verify(signed);
        } catch (GeneralSecurityException badlyFormed) {
            return false;
        }
    }

    private Verdict verified(Tree.Mapping claims, List<String> wanted) {
        Tree.Mapping about = claims.mapping("kubernetes.io");
        String namespace = about.text("namespace", "");
        String account = about.mapping("serviceaccount").text("name", "");
        String uid = about.mapping("serviceaccount").text("uid", "");
        List<String> has = claims.items("aud").stream()
                .map(each -> each instanceof Tree.Text text ? text.value() : "")
                .toList();
        List<String> both = wanted.stream().filter(has::contains).toList();
        if (both.isEmpty()) {
            return Verdict.no(unfit(has, wanted));
        }
        boolean isGood = claims.get("exp") instanceof Tree.Numeral expires
                && clock.get().getEpochSecond() < expires.value().longValue()
                && store.get(ACCOUNT, new ObjectKey(namespace, account))
                        .toOptional()
                        .filter(known -> known.metadata().uid().equals(uid))
                        .isPresent();
        return isGood ? new Verdict(Optional.of(user(namespace, account)), uid, both, "") : Verdict.no(INVALID);
    }

    private static User user(String namespace, String account) {
        return new User(
                name(namespace, account),
                List.of("system:serviceaccounts", "system:serviceaccounts:" + namespace, "system:authenticated"));
    }
}
