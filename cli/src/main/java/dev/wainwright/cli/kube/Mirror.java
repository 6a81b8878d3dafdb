package dev.wainwright.cli.kube;

import dev.wainwright.api.tree.Tree;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * What a cluster has in one collection, kept in step by a list and then watches. Objects are digested as they arrive, so
 * that only what somebody needs of them is held.
 *
 * @param <T> the digest of an object
 */
public final class Mirror<T> {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    /** How long until a collection is looked for again that the server does not have or does not show. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KubeClient client;
    private final Collected<T> what;
    private final Runnable changed;
    private volatile Map<String, T> objects = new ConcurrentHashMap<>();
    private volatile Health health = Health.UNKNOWN;
    private volatile boolean stopped;

    /**
     * A collection and what to keep of it.
     *
     * @param query such as a field selector
     * @param digest of an object; empty for those that nobody needs
     */
    public record Collected<T>(String path, Map<String, String> query, Function<Tree.Mapping, Optional<T>> digest) {}

    /**
     * How far the mirror is to be believed.
     *
     * @param listed whether everything has been there once
     * @param absent whether the server has no such collection
     * @param trouble why nothing new is heard; empty while all is well
     * @param since since when there is trouble
     */
    public record Health(boolean listed, boolean absent, String trouble, Instant since) {
        static final Health UNKNOWN = new Health(false, false, "", Instant.EPOCH);
        static final Health WELL = new Health(true, false, "", Instant.EPOCH);
        static final Health ABSENT = new Health(true, true, "", Instant.EPOCH);

        Health with(String newTrouble, Instant now) {
            return new Health(listed, absent, newTrouble, trouble.isEmpty() ? now : since);
        }
    }

    /** @param changed told after every change, from any thread */
    public Mirror(KubeClient client, Collected<T> what, Runnable changed) {
        this.client = client;
        this.what = what;
        this.changed = changed;
    }

    public Collection<T> objects() {
        return objects.values();
    }

    public Health health() {
        return health;
    }

    /** Lists once; nothing where there is no such collection. */
    public void fill() throws IOException {
        try {
            list();
        } catch (Refused e) {
            if (!e.isAbsent()) {
                throw e;
            }
            health = Health.ABSENT;
        }
    }

    /** Notes that {@link #fill} did not work, for those who can do without. */
    public void missed(IOException e) {
        trouble(Reasons.of(e));
    }

    /** Keeps in step until {@link #stop}; on a thread of its own. */
    public void start() {
        Thread.ofVirtual().name("mirror " + what.path()).start(() -> follow(() -> stopped));
    }

    /** The thread ends when it next hears something. */
    public void stop() {
        stopped = true;
    }

    private void follow(BooleanSupplier end) {
        Duration pause = FIRST_PAUSE;
        String version = "";
        while (!end.getAsBoolean()) {
            try {
                version = version.isEmpty() ? list() : watch(version, end);
                pause = FIRST_PAUSE;
            } catch (Gone e) {
                version = "";
            } catch (Refused e) {
                version = "";
                refused(e);
                pause(PATIENCE);
            } catch (IOException e) {
                trouble(Reasons.of(e));
                pause(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private String list() throws IOException {
        var found = new ConcurrentHashMap<String, T>();
        String version;
        try {
            version = client.list(what.path(), what.query(), object -> keep(object, found));
        } catch (Gone e) {
            // Too much has changed between two pages; once more from the start.
            found.clear();
            version = client.list(what.path(), what.query(), object -> keep(object, found));
        }
        objects = found;
        health = Health.WELL;
        changed.run();
        return version.isEmpty() ? "0" : version;
    }

    private String watch(String from, BooleanSupplier end) throws IOException {
        return client.watch(
                what.path(),
                what.query(),
                from,
                new KubeClient.WatchHandler() {
                    @Override
                    public void connected() {
                        if (!health.trouble().isEmpty()) {
                            health = Health.WELL;
                            changed.run();
                        }
                    }

                    @Override
                    public void added(Tree.Mapping object) {
                        keep(object, objects);
                        changed.run();
                    }

                    @Override
                    public void deleted(Tree.Mapping object) {
                        objects.remove(key(object));
                        changed.run();
                    }
                },
                end);
    }

    private void keep(Tree.Mapping object, Map<String, T> kept) {
        Optional<T> digest = what.digest().apply(object);
        if (digest.isPresent()) {
            kept.put(key(object), digest.get());
        } else {
            kept.remove(key(object));
        }
    }

    private void refused(Refused e) {
        if (e.isAbsent()) {
            objects = new ConcurrentHashMap<>();
            health = Health.ABSENT;
            changed.run();
        } else {
            trouble(String.valueOf(e.getMessage()));
        }
    }

    private void trouble(String why) {
        health = health.with(why, Instant.now());
        changed.run();
    }

    private static String key(Tree.Mapping object) {
        Tree.Mapping metadata = object.mapping("metadata");
        return metadata.text("namespace", "") + "/" + metadata.text("name", "");
    }

    /** Waits, unless the thread is to end. */
    public static void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
