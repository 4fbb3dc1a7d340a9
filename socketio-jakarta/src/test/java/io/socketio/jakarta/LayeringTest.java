package io.socketio.jakarta;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.stream.Stream;

/** The arrows between the packages, and what no package may do. */
@AnalyzeClasses(packages = "io.socketio.jakarta", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {
    private static final String B = "io.socketio.jakarta";

    /** The JDK, and annotations that say what may be null. */
    private static final String[] JDK = {"java..", "javax..", "org.jspecify.annotations"};

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

    @ArchTest
    static final ArchRule api = classes()
            .that()
            .resideInAPackage(B)
            .and(describe("know no servlet", it -> !isDoorToServlets(it)))
            .should()
            .onlyDependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(
                            Stream.concat(Stream.of(B), Stream.of(JDK)).toArray(String[]::new))
                    .as("are the API's own or the JDK's"));

    @ArchTest
    static final ArchRule doorsToServlets = classes()
            .that(describe("are SocketIoServer or SocketIoExtension", LayeringTest::isDoorToServlets))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(B, "java..", "org.jspecify.annotations", "jakarta.servlet");

    private static boolean isDoorToServlets(JavaClass it) {
        return it.isEquivalentTo(SocketIoServer.class) || it.isEquivalentTo(SocketIoExtension.class);
    }

    @ArchTest
    static final ArchRule adapter = mayUse(B + ".adapter", B);

    @ArchTest
    static final ArchRule json = mayUse(B + ".json", B, B + ".parser", "jakarta.json..");

    @ArchTest
    static final ArchRule parser = mayUse(B + ".parser");

    @ArchTest
    static final ArchRule engineParser = mayUse(B + ".engine.parser");

    @ArchTest
    static final ArchRule engine = mayUse(B + ".engine", B + ".engine.parser");

    /** Engine.IO packets are what the engine's interface is made of: whoever may use the one may use the other. */
    @ArchTest
    static final ArchRule server =
            mayUse(B + ".server", B, B + ".adapter", B + ".json", B + ".parser", B + ".engine", B + ".engine.parser");

    @ArchTest
    static final ArchRule transport =
            mayUse(B + ".transport", B + ".engine", B + ".engine.parser", "jakarta.servlet..", "jakarta.websocket..");

    @ArchTest
    static final ArchRule servlet = mayUse(B + ".servlet", B + "..", "jakarta.servlet..", "jakarta.websocket..");

    @ArchTest
    static final ArchRule nobodyUsesTheCompositionRoot =
            noClasses().that().resideOutsideOfPackage(B + ".servlet").should().dependOnClassesThat(in(B + ".servlet"));

    @ArchTest
    static final ArchRule packagesAreKnown = classes()
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
                    B + ".servlet");

    @ArchTest
    static final ArchRule threadsAreMadeInOnePlace = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(B + ".servlet.Threads")
            .should()
            .callConstructorWhere(call("a Thread is made", Thread.class, "<init>"));

    @ArchTest
    static final ArchRule nobodySleeps =
            noClasses().should().callMethodWhere(call("Thread.sleep is called", Thread.class, "sleep"));

    @ArchTest
    static final ArchRule nobodyPrints = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule noMutableStatics =
            fields().that().areStatic().should().beFinal();

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
