package org.reconlink.publish;

import java.util.LinkedHashMap;
import java.util.Map;

/** Describes a column as a field of a Table Schema (datapackage.org, version 2). */
final class FieldDescriptor {

    private FieldDescriptor() {}

    static Map<String, Object> of(Variable<?> variable) {
        Map<String, Object> field = new LinkedHashMap<>();
        field.put("name", variable.name());
        field.put("type", type(variable.type()));
        field.put("description", variable.definition());
        if (!variable.unit().isEmpty()) {
            field.put("unit", variable.unit());
        }
        if (!variable.categories().isEmpty()) {
            field.put(
                    "categories",
                    variable.categories().stream()
                            .map(FieldDescriptor::category)
                            .toList());
            // The list is in the order to print it in; each has a value that no scale has: unknown, none, not on scale.
            field.put("categoriesOrdered", false);
        }
        field.put(
                "missingValues",
                variable.missing().stream()
                        .map(code -> labelled(code.text(), code.meaning()))
                        .toList());
        Map<String, Object> constraints = constraints(variable);
        if (!constraints.isEmpty()) {
            field.put("constraints", constraints);
        }
        return field;
    }

    private static Map<String, Object> constraints(Variable<?> variable) {
        Map<String, Object> constraints = new LinkedHashMap<>();
        if (variable.missing().isEmpty()) {
            constraints.put("required", true);
        }
        if (!variable.categories().isEmpty()) {
            constraints.put(
                    "enum", variable.categories().stream().map(Category::value).toList());
        }
        if (variable.name().equals(Pseudonyms.COLUMN)) {
            constraints.put("pattern", Pseudonyms.PATTERN);
        }
        switch (variable.unit()) {
            case "probability" -> bounds(constraints, 0, 1);
            case "per cent" -> bounds(constraints, 0, 100);
            case "offences", "participants", "people", "recalls", "occasions" -> constraints.put("minimum", 0);
            default -> {
                // days are counted from a date either way, weights and ranks have a sign
            }
        }
        return constraints;
    }

    private static void bounds(Map<String, Object> constraints, int minimum, int maximum) {
        constraints.put("minimum", minimum);
        constraints.put("maximum", maximum);
    }

    private static Map<String, Object> category(Category category) {
        return labelled(category.value(), category.meaning().isEmpty() ? category.value() : category.meaning());
    }

    private static Map<String, Object> labelled(String value, String label) {
        Map<String, Object> labelled = new LinkedHashMap<>();
        labelled.put("value", value);
        labelled.put("label", label);
        return labelled;
    }

    private static String type(Variable.Type type) {
        return switch (type) {
            case TEXT, CATEGORY, FLAG -> "string";
            case INTEGER -> "integer";
            case DECIMAL -> "number";
            case DATE -> "date";
            case MONTH -> "yearmonth";
        };
    }
}
