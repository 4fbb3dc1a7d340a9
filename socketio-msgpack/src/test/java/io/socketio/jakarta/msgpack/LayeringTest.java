package io.socketio.jakarta.msgpack;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LayeringTest {
    @Test
    void ofTheServerItKnowsTheParserSpi() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.socketio.jakarta.msgpack",
                        "io.socketio.jakarta.parser",
                        "org.msgpack..",
                        "java..",
                        "org.jspecify.annotations")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.socketio.jakarta.msgpack"));
    }
}
