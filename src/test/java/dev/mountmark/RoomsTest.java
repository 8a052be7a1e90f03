package dev.mountmark;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The rooms and which of them may import which: whatever is not listed here is not imported.
class RoomsTest {
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("statistics", Set.of()),
            Map.entry("drift", Set.of("statistics")),
            Map.entry("benchmark", Set.of("statistics")),
            Map.entry("workload", Set.of("benchmark")),
            Map.entry("host", Set.of("benchmark", "workload")),
            Map.entry("docker", Set.of("benchmark", "workload")),
            Map.entry("kubernetes", Set.of("benchmark", "workload")),
            Map.entry("history", Set.of("benchmark", "drift", "statistics")),
            Map.entry("run", Set.of("benchmark", "drift", "workload", "history")),
            Map.entry("report", Set.of("benchmark", "drift", "statistics")),
            Map.entry("metrics", Set.of("benchmark", "drift", "statistics", "run", "history")),
            Map.entry("api", Set.of("benchmark", "drift", "statistics", "workload", "history", "run", "report")),
            Map.entry(
                    "cli",
                    Set.of(
                            "benchmark",
                            "drift",
                            "statistics",
                            "workload",
                            "history",
                            "run",
                            "report",
                            "metrics",
                            "api")));

    private static final Map<String, Set<String>> ONLY_IN = Map.of(
            "com.github.dockerjava..", Set.of("docker"),
            "io.fabric8..", Set.of("kubernetes"),
            "io.micrometer..", Set.of("metrics"),
            "io.prometheus..", Set.of("metrics"),
            "com.cronutils..", Set.of("run"),
            "java.sql..", Set.of("history"),
            "jakarta.ws.rs..", Set.of("api"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.mountmark");

    @Test
    void everyRoomIsListed() {
        var rooms = CLASSES.stream()
                .map(JavaClass::getPackageName)
                .map(name -> name.replaceFirst("dev\\.mountmark\\.?", "").replaceFirst("\\..*", ""))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(rooms).isEqualTo(new TreeSet<>(MAY_IMPORT.keySet()));
    }

    @Test
    void roomsImportOnlyWhatTheyMay() {
        MAY_IMPORT.forEach((room, allowed) -> {
            var forbidden = MAY_IMPORT.keySet().stream()
                    .filter(other -> !other.equals(room) && !allowed.contains(other))
                    .map(other -> "dev.mountmark." + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("dev.mountmark." + room + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden)
                    .check(CLASSES);
        });
    }

    @Test
    void roomsHaveNoCycles() {
        slices().matching("dev.mountmark.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void outsideLibrariesStayInTheirRooms() {
        ONLY_IN.forEach((library, rooms) -> noClasses()
                .that(resideOutside(rooms))
                .should()
                .dependOnClassesThat(resideInAPackage(library))
                .check(CLASSES));
    }

    @Test
    void theDomainKnowsNoFramework() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.mountmark.benchmark..", "dev.mountmark.drift..", "dev.mountmark.statistics..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta..", "io..", "com..", "java.sql..", "java.net..")
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> resideOutside(Set<String> rooms) {
        return DescribedPredicate.describe(
                "reside outside " + rooms,
                one -> rooms.stream().noneMatch(room -> one.getPackageName().startsWith("dev.mountmark." + room)));
    }
}
