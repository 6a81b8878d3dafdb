package dev.wainwright.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rooms of the design: which module may use which, and what pure code may not do. */
class RoomsTest {
    private static final String ROOT = "dev.wainwright.";

    /** Where real time is driven: the one place that knows threads and the machine's clock. */
    private static final String WALL = ROOT + "runtime.wall..";

    /** What each room may use beside itself. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("model", Set.of()),
            Map.entry("api", Set.of("model")),
            Map.entry("checker", Set.of("model", "api")),
            Map.entry("solver", Set.of("model", "api")),
            Map.entry("optimizer", Set.of("solver")),
            Map.entry("runtime", Set.of("model", "api")),
            Map.entry("cloud", Set.of("model", "api", "runtime")),
            Map.entry("cluster", Set.of("model", "api", "runtime")),
            Map.entry("apiserver", Set.of("model", "api", "runtime", "cluster")),
            Map.entry("autoscaler", Set.of("model", "api", "solver", "runtime", "cloud")),
            Map.entry("simulation", Set.of("model", "api", "solver", "runtime", "cloud", "cluster", "autoscaler")),
            Map.entry(
                    "cli",
                    Set.of(
                            "model",
                            "api",
                            "checker",
                            "solver",
                            "runtime",
                            "cloud",
                            "cluster",
                            "apiserver",
                            "autoscaler",
                            "simulation")));

    private static final Set<String> CLOCKS =
            Set.of("now", "currentTimeMillis", "nanoTime", "systemUTC", "systemDefaultZone", "tickMillis");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("dev.wainwright");

    @Test
    void everyRoomIsLookedAt() {
        assertThat(rooms()).containsAll(Set.of("model", "api", "solver", "runtime", "cloud", "cluster", "cli"));
        assertThat(MAY_USE.keySet()).containsAll(rooms());
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "api", "solver", "runtime", "cloud", "cluster", "cli"})
    void aRoomUsesOnlyTheRoomsItMay(String room) {
        String[] forbidden = MAY_USE.keySet().stream()
                .filter(other -> !other.equals(room)
                        && !MAY_USE.getOrDefault(room, Set.of()).contains(other))
                .map(RoomsTest::inRoom)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(inRoom(room))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .check(CLASSES);
    }

    @Test
    void onlyTheAdapterOfTheSolverKnowsKubernetesObjects() {
        noClasses()
                .that()
                .resideInAPackage(inRoom("solver"))
                .and()
                .resideOutsideOfPackage(ROOT + "solver.compile..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(inRoom("api"))
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "checker", "solver", "runtime", "cloud", "cluster", "autoscaler", "simulation"})
    void packagesOfARoomDoNotDependOnEachOtherInCircles(String room) {
        slices().matching(ROOT + room + ".(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void subcommandsDoNotDependOnEachOtherInCircles() {
        slices().matching(ROOT + "cli.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void pureRoomsReadNoClock() {
        pure().should()
                .accessTargetWhere(
                        calls("a clock", call -> CLOCKS.contains(call.getName()) && isTime(call.getTargetOwner())))
                .check(CLASSES);
    }

    @Test
    void pureRoomsDoNotWaitOrStartThreads() {
        pure().should()
                .dependOnClassesThat(describe("run things beside each other", RoomsTest::isConcurrent))
                .check(CLASSES);
        pure().should()
                .accessTargetWhere(calls(
                        "Object.wait",
                        call -> call.getTargetOwner().isEquivalentTo(Object.class)
                                && call.getName().equals("wait")))
                .check(CLASSES);
    }

    @Test
    void pureRoomsDrawNoRandomNumbersWithoutASeed() {
        pure().should().accessTargetWhere(calls("chance", RoomsTest::isChance)).check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        var packages = new TreeSet<String>();
        CLASSES.forEach(type -> packages.add(type.getPackageName()));
        assertThat(packages)
                .filteredOn(name -> !name.isEmpty())
                .allSatisfy(name -> assertThat(CLASSES.getPackage(name).isAnnotatedWith(NullMarked.class))
                        .as("@NullMarked on package %s", name)
                        .isTrue());
    }

    private static Set<String> rooms() {
        var rooms = new TreeSet<String>();
        CLASSES.forEach(
                type -> rooms.add(type.getPackageName().substring(ROOT.length()).split("\\.")[0]));
        return rooms;
    }

    private static String inRoom(String room) {
        return ROOT + room + "..";
    }

    /** Everything that must give the same answer to the same question, whenever and wherever it is asked. */
    private static com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction pure() {
        return noClasses()
                .that()
                .resideInAnyPackage(
                        inRoom("model"),
                        inRoom("api"),
                        inRoom("solver"),
                        inRoom("checker"),
                        inRoom("runtime"),
                        inRoom("cloud"),
                        inRoom("cluster"),
                        inRoom("autoscaler"),
                        inRoom("simulation"))
                .and()
                .resideOutsideOfPackage(WALL);
    }

    private static DescribedPredicate<JavaAccess<?>> calls(
            String what, java.util.function.Predicate<JavaCall<?>> condition) {
        return describe("use " + what, access -> access instanceof JavaCall<?> call && condition.test(call));
    }

    private static boolean isTime(JavaClass owner) {
        return owner.getPackageName().startsWith("java.time") || owner.isEquivalentTo(System.class);
    }

    private static boolean isConcurrent(JavaClass type) {
        return type.isAssignableTo(Thread.class)
                || type.isAssignableTo(java.util.concurrent.Executor.class)
                || type.isAssignableTo(java.util.concurrent.Future.class)
                || type.isAssignableTo(java.util.TimerTask.class);
    }

    private static boolean isChance(JavaCall<?> call) {
        String owner = call.getTargetOwner().getName();
        int parameters = call.getTarget().getRawParameterTypes().size();
        return switch (owner + "." + call.getName()) {
            case "java.lang.Math.random", "java.util.UUID.randomUUID" -> true;
            // Without a source of its own it draws from a shared one.
            case "java.util.Collections.shuffle" -> parameters == 1;
            case "java.util.Random.<init>", "java.util.SplittableRandom.<init>", "java.security.SecureRandom.<init>" ->
                parameters == 0;
            default -> owner.equals("java.util.concurrent.ThreadLocalRandom");
        };
    }
}
