package dev.wainwright.apiserver.access;

import java.util.List;

/** Who asks. */
public record User(String name, List<String> groups) {
    private static final String MASTERS = "system:masters";
    private static final String AUTHENTICATED = "system:authenticated";

    /** Nobody in particular: may ask how the server is, and nothing else. */
    public static final User ANONYMOUS = new User("system:anonymous", List.of("system:unauthenticated"));

    public User {
        groups = List.copyOf(groups);
    }

    /** May do everything. */
    public static User admin(String name) {
        return new User(name, List.of(MASTERS, AUTHENTICATED));
    }

    /** May look at everything but secrets. */
    public static User viewer(String name) {
        return new User(name, List.of("wainwright:viewers", AUTHENTICATED));
    }

    public boolean isAdmin() {
        return groups.contains(MASTERS);
    }

    public boolean isAuthenticated() {
        return groups.contains(AUTHENTICATED);
    }
}
