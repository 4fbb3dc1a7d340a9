package io.socketio.jakarta;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between the packages, and what no package may do. In plain tests: Surefire does not count those of ArchUnit's engine. */
class LayeringTest {
    private static final String B = "io.socketio.jakarta";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(B);

    /** The JDK, and annotations that say what may be null. */
    private static final String[] JDK = {"java..", "javax..", "org.jspecify.annotations"};

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }

    private static ArchRule mayUse(String from, String... packages) {
        return classes()
                .that()
                .resideInAPackage(from)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(Stream.of(Stream.of(from), Stream.of(JDK), Stream.of(packages))
                        .flatMap(names -> names)
                        .toArray(String[]::new));
    }

    @Test
    void api() {
        check(classes()
                .that()
                .resideInAPackage(B)
                .and(describe("know no servlet", it -> !isDoorToServlets(it)))
                .and(describe("are no options", it -> !isOptions(it)))
                .should()
                .onlyDependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(
                                Stream.concat(Stream.of(B), Stream.of(JDK)).toArray(String[]::new))
                        .as("are the API's own or the JDK's")));
    }

    @Test
    void doorsToServlets() {
        check(classes()
                .that(describe("are SocketIoServer or SocketIoExtension", LayeringTest::isDoorToServlets))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(B, "java..", "org.jspecify.annotations", "jakarta.servlet"));
    }

    /** Options hold what an SPI offers. */
    @Test
    void options() {
        check(classes()
                .that(describe("are SocketIoConfig or its builder", LayeringTest::isOptions))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(B, B + ".parser", B + ".adapter", "java..", "org.jspecify.annotations"));
    }

    private static boolean isOptions(JavaClass it) {
        return it.getName().startsWith(SocketIoConfig.class.getName());
    }

    private static boolean isDoorToServlets(JavaClass it) {
        return it.isEquivalentTo(SocketIoServer.class) || it.isEquivalentTo(SocketIoExtension.class);
    }

    @Test
    void adapter() {
        check(mayUse(B + ".adapter", B));
    }

    @Test
    void json() {
        check(mayUse(B + ".json", B, B + ".parser", "jakarta.json.."));
    }

    @Test
    void parser() {
        check(mayUse(B + ".parser"));
    }

    @Test
    void engineParser() {
        check(mayUse(B + ".engine.parser"));
    }

    @Test
    void engine() {
        check(mayUse(B + ".engine", B + ".engine.parser"));
    }

    /** Engine.IO packets are what the engine's interface is made of: whoever may use the one may use the other. */
    @Test
    void server() {
        check(mayUse(
                B + ".server", B, B + ".adapter", B + ".json", B + ".parser", B + ".engine", B + ".engine.parser"));
    }

    @Test
    void transport() {
        check(mayUse(
                B + ".transport", B + ".engine", B + ".engine.parser", "jakarta.servlet..", "jakarta.websocket.."));
    }

    @Test
    void servlet() {
        check(mayUse(
                B + ".servlet",
                B + "..",
                "jakarta.servlet..",
                "jakarta.websocket..",
                "jakarta.enterprise.concurrent.."));
    }

    @Test
    void nobodyUsesTheCompositionRoot() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(B + ".servlet")
                .should()
                .dependOnClassesThat(in(B + ".servlet")));
    }

    @Test
    void packagesAreKnown() {
        check(classes()
                .should()
                .resideInAnyPackage(
                        B,
                        B + ".adapter",
                        B + ".json",
                        B + ".parser",
                        B + ".engine",
                        B + ".engine.parser",
                        B + ".server",
                        B + ".transport",
                        B + ".servlet"));
    }

    @Test
    void threadsAreMadeInOnePlace() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName(B + ".servlet.Threads")
                .should()
                .callConstructorWhere(call("a Thread is made", Thread.class, "<init>")));
    }

    @Test
    void nobodySleeps() {
        check(noClasses().should().callMethodWhere(call("Thread.sleep is called", Thread.class, "sleep")));
    }

    @Test
    void nobodyPrints() {
        check(GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS);
    }

    @Test
    void noMutableStatics() {
        check(fields().that().areStatic().should().beFinal());
    }

    private static DescribedPredicate<JavaClass> in(String name) {
        return JavaClass.Predicates.resideInAPackage(name);
    }

    private static DescribedPredicate<JavaCall<?>> call(String what, Class<?> owner, String name) {
        return describe(
                what,
                it -> it.getTargetOwner().isAssignableTo(owner)
                        && it.getTarget().getName().equals(name));
    }
}
