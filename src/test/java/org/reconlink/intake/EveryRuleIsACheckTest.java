package org.reconlink.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reconlink.intake.Reading.Problem;
import org.reconlink.result.quality.Checks;

/** A rule that the list of checks does not know would be missing where it passes. */
class EveryRuleIsACheckTest {
    @Test
    void everyProblemThatARuleCanFindIsInTheListOfChecks() throws ReflectiveOperationException {
        List<Problem> problems = new ArrayList<>();
        for (JavaClass type : new ClassFileImporter().importPackages("org.reconlink.intake")) {
            for (Field field : type.reflect().getDeclaredFields()) {
                if (field.getType() == Problem.class && Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    problems.add((Problem) field.get(null));
                }
            }
        }
        assertThat(problems).hasSizeGreaterThan(20);
        assertThat(problems)
                .allSatisfy(problem -> assertThat(Checks.has(problem.rule()))
                        .as(problem.rule())
                        .isTrue());
    }
}
