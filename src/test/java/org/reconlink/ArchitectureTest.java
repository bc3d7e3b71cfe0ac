package org.reconlink;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the package map: what each package may import beside java.*, JSpecify and itself. */
class ArchitectureTest {
    private static final String ROOT = "org.reconlink";

    /** Own packages by their short name; libraries as package patterns. */
    private static final Map<String, List<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("kernel", List.of()),
            Map.entry(
                    "intake",
                    List.of("kernel", "de.siegmar.fastcsv..", "org.apache.poi..", "org.xml.sax..", "javax.xml..")),
            Map.entry(
                    "linkage",
                    List.of("kernel", "it.unimi.dsi.fastutil..", "tools.jackson..", "org.apache.commons.codec..")),
            Map.entry("review", List.of("kernel", "linkage", "org.apache.poi..", "javax.crypto..")),
            Map.entry("offence", List.of("kernel")),
            Map.entry("outcome", List.of("kernel", "offence")),
            Map.entry("statistics", List.of("linkage", "org.apache.commons.statistics..")),
            Map.entry("audit", List.of("kernel", "tools.jackson..")),
            Map.entry(
                    "publish",
                    List.of(
                            "kernel",
                            "result",
                            "intake",
                            "linkage",
                            "offence",
                            "outcome",
                            "statistics",
                            "audit",
                            "disclosure",
                            "de.siegmar.fastcsv..",
                            "org.apache.poi..",
                            "org.apache.parquet..",
                            "org.bouncycastle..",
                            "tools.jackson..",
                            "javax.crypto..")),
            Map.entry("disclosure", List.of("statistics")),
            Map.entry("release", List.of("kernel", "audit", "publish", "de.siegmar.fastcsv..", "tools.jackson..")),
            Map.entry(
                    "result", List.of("kernel", "intake", "linkage", "offence", "outcome", "statistics", "disclosure")),
            Map.entry("inquiry", List.of("kernel", "result", "intake", "linkage", "offence", "outcome")),
            Map.entry(
                    "report",
                    List.of(
                            "kernel",
                            "result",
                            "statistics",
                            "intake",
                            "linkage",
                            "offence",
                            "outcome",
                            "disclosure",
                            "publish")),
            Map.entry(
                    "study",
                    List.of(
                            "kernel",
                            "result",
                            "intake",
                            "linkage",
                            "offence",
                            "outcome",
                            "disclosure",
                            "org.yaml.snakeyaml..")),
            Map.entry(
                    "store",
                    List.of(
                            "kernel",
                            "result",
                            "audit",
                            "intake",
                            "linkage",
                            "review",
                            "offence",
                            "outcome",
                            "statistics",
                            "org.postgresql..",
                            "org.springframework.jdbc..",
                            "org.springframework.transaction..",
                            "org.springframework.core..",
                            "com.zaxxer.hikari..",
                            "com.fasterxml.jackson.annotation..", // of Jackson 3, too
                            "tools.jackson..",
                            "javax.crypto..",
                            "javax.sql..")),
            Map.entry("generate", List.of("kernel", "de.siegmar.fastcsv..", "org.apache.poi..")),
            Map.entry(
                    "job",
                    List.of(
                            "kernel",
                            "result",
                            "inquiry",
                            "intake",
                            "linkage",
                            "review",
                            "offence",
                            "outcome",
                            "statistics",
                            "audit",
                            "publish",
                            "report",
                            "study",
                            "store",
                            "org.springframework..",
                            "io.micrometer..",
                            "io.opentelemetry..",
                            "tools.jackson..",
                            "org.slf4j..",
                            "javax.sql..")),
            Map.entry(
                    "console",
                    List.of(
                            "kernel",
                            "inquiry",
                            "intake",
                            "review",
                            "audit",
                            "publish",
                            "study",
                            "store",
                            "job",
                            "release",
                            "org.springframework..",
                            "jakarta.servlet..")),
            Map.entry(
                    "cli",
                    List.of(
                            "console",
                            "kernel",
                            "result",
                            "inquiry",
                            "intake",
                            "linkage",
                            "review",
                            "offence",
                            "outcome",
                            "audit",
                            "publish",
                            "release",
                            "report",
                            "study",
                            "store",
                            "generate",
                            "job",
                            "picocli..",
                            "de.siegmar.fastcsv..",
                            "me.tongfei.progressbar..",
                            "org.jline.utils..",
                            "tools.jackson..",
                            "javax.management..")));

    /** Tests are where this one is, whatever the folder is called. */
    private static final String TESTS = ArchitectureTest.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .getPath();

    /** Read once, which takes longer than most rules. */
    private static final JavaClasses ALL = new ClassFileImporter().importPackages(ROOT);

    private static final JavaClasses PRODUCT = ALL.that(DescribedPredicate.describe(
            "of the product",
            type -> type.getSource().stream()
                    .noneMatch(source -> source.getUri().getPath().startsWith(TESTS))));

    @TestFactory
    Stream<DynamicTest> everyPackageImportsOnlyWhatTheMapAllows() {
        return MAY_IMPORT.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> classes()
                                .that(resideInAPackage(ROOT + "." + entry.getKey() + ".."))
                                .should()
                                .onlyDependOnClassesThat(resideInAnyPackage(allowed(entry.getKey(), entry.getValue())))
                                .check(PRODUCT)));
    }

    @Test
    void theMapNamesEveryPackage() {
        TreeSet<String> packages = PRODUCT.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.equals(ROOT))
                .map(name -> name.substring(ROOT.length() + 1).split("\\.", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(packages).containsExactlyElementsOf(new TreeSet<>(MAY_IMPORT.keySet()));
    }

    @Test
    void packagesHaveNoCyclesAtAnyLevel() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(PRODUCT);
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(PRODUCT);
    }

    /** The door of a package is what others use of it, itself or what stands in it. The program and the job are named on command lines. */
    @Test
    void whatNoOtherPackageUsesIsNotPublic() throws IOException {
        Set<String> used = new TreeSet<>(List.of(
                ROOT + ".Reconlink",
                ROOT + ".job.StudyJobs",
                ROOT + ".linkage.comparison.TextLevel", // used as the type of an expression, which class files do
                // not keep
                ROOT + ".linkage.record.Packing")); // used for a constant, likewise
        for (JavaClass user : ALL) {
            user.getDirectDependenciesFromSelf().stream()
                    .map(use -> use.getTargetClass().getBaseComponentType())
                    .filter(type -> !type.getPackageName().equals(user.getPackageName()))
                    .forEach(type -> used.add(type.getName().replaceFirst("\\$.*", "")));
        }
        // What Spark starts is a build of its own, whose classes are not among these.
        try (Stream<Path> spark = Files.walk(Path.of("src/spark/java"))) {
            for (Path file : spark.filter(Files::isRegularFile).toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith("import " + ROOT + "."))
                        .map(line -> line.replaceAll("^import |;$", ""))
                        .forEach(used::add);
            }
        }
        assertThat(PRODUCT.stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(JavaClass::isTopLevelClass)
                        .map(JavaClass::getName)
                        .filter(type -> !used.contains(type)))
                .isEmpty();
    }

    /** The page on architecture names what one opens on each journey, package by package, and counts it. */
    @Test
    void theFilesOfTheJourneysAreThereAndCounted() throws IOException {
        List<String> journeys = Files.readAllLines(Path.of("src/docs/architecture.md")).stream()
                .filter(line -> line.matches("\\d+ files: .*"))
                .toList();
        assertThat(journeys).hasSize(4);
        for (String journey : journeys) {
            int named = 0;
            for (String part : journey.replaceFirst("\\d+ files: ", "").split("; ", -1)) {
                Path folder = Path.of("src/main/java/org/reconlink", part.split("`", -1)[1].replace('.', '/'));
                for (String file :
                        part.split("`", -1)[2].replace(".", "").strip().split(", ", -1)) {
                    assertThat(folder.resolve(file + ".java")).exists();
                    named++;
                }
            }
            assertThat(journey).startsWith(named + " files: ");
        }
    }

    @Test
    void withinLinkageNothingLooksUp() {
        List<String> upwards =
                List.of("record", "blocking", "comparison", "engine", "model", "decision", "study", "tables");
        assertThat(PRODUCT.getPackage(ROOT + ".linkage").getSubpackages())
                .extracting(JavaPackage::getRelativeName)
                .containsExactlyInAnyOrderElementsOf(upwards);
        slices().matching(ROOT + ".linkage.(*)..").should().beFreeOfCycles().check(PRODUCT);
        for (String door : List.of("study", "tables")) {
            noClasses()
                    .that(resideInAPackage(ROOT + ".linkage.."))
                    .and(DescribedPredicate.not(resideInAPackage(ROOT + ".linkage." + door + "..")))
                    .should()
                    .dependOnClassesThat(resideInAPackage(ROOT + ".linkage." + door + ".."))
                    .check(PRODUCT);
        }
    }

    @Test
    void onlyTheEdgeAsksTheClockOrForRandomness() {
        noClasses()
                .that(resideInAPackage(ROOT + ".."))
                .and(DescribedPredicate.not(resideInAnyPackage(ROOT + ".job..", ROOT + ".cli..", ROOT + ".console..")))
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(java.time.LocalDateTime.class, "now")
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callConstructor(java.util.Random.class)
                .orShould()
                .callConstructor(java.util.SplittableRandom.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.security.SecureRandom.class)
                .check(PRODUCT);
    }

    /** A night without the console takes nothing of it: it knows neither browsers nor who may sign in. */
    @Test
    void onlyTheConsoleKnowsOfTheWeb() {
        noClasses()
                .that(resideInAPackage(ROOT + ".."))
                .and(DescribedPredicate.not(resideInAPackage(ROOT + ".console..")))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "org.springframework.security..",
                        "org.springframework.web..",
                        "org.springframework.boot.web..",
                        "org.thymeleaf..",
                        "jakarta.servlet.."))
                .check(PRODUCT);
    }

    @Test
    void linkageAndReviewNeverSeeOffencesOrOutcomes() {
        noClasses()
                .that(resideInAnyPackage(ROOT + ".linkage..", ROOT + ".review.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(ROOT + ".offence..", ROOT + ".outcome.."))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching(
                        ROOT + "\\.kernel\\.(ConvictionRecord|Offence.*|HomeOfficeCode|Adjudication|CustodySpell.*)")
                .check(PRODUCT);
    }

    /** What reviewers see is made where nothing can be seen that would sway them, nor what a name or a run comes to. */
    @Test
    void reviewInTheBrowserSeesNothingButPairs() {
        classes()
                .that(resideInAPackage(ROOT + ".console.review.."))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "jakarta.servlet..",
                        "org.springframework..",
                        ROOT + ".console.review..",
                        ROOT + ".kernel..",
                        ROOT + ".review..",
                        ROOT + ".store.."))
                .check(PRODUCT);
        noClasses()
                .that(resideInAPackage(ROOT + ".console.review.."))
                .should()
                .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                                com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                                        com.tngtech.archunit.core.domain.JavaClass.Predicates.type(
                                                org.reconlink.store.WorkingStore.class)))
                        .and(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(DescribedPredicate.describe(
                                "anything but runs and pairs in doubt",
                                target -> !Set.of("runs", "reviewCases").contains(target.getName())))))
                .check(PRODUCT);
    }

    private static String[] allowed(String self, List<String> names) {
        List<String> packages = new ArrayList<>(List.of("java..", "org.jspecify..", ROOT + "." + self + ".."));
        names.forEach(name -> packages.add(name.contains(".") ? name : ROOT + "." + name + ".."));
        return packages.toArray(String[]::new);
    }
}
