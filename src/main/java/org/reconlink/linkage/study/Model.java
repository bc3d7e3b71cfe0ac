package org.reconlink.linkage.study;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.model.ParameterFile;
import org.reconlink.linkage.model.Parameters;

/** The parameters that linkage starts from, or ended with: m and u of every level of the comparisons, and their source. */
public final class Model {
    private static final String SHIPPED = "justice-model.json";

    private final String source;
    private final Map<String, Parameters.Comparison> comparisons;

    private Model(String source, Map<String, Parameters.Comparison> comparisons) {
        this.source = source;
        this.comparisons = Map.copyOf(comparisons);
    }

    /** The model that ships with the product. */
    public static Model shipped() {
        try (InputStream in = Objects.requireNonNull(Model.class.getResourceAsStream("/linkage/" + SHIPPED))) {
            return of(SHIPPED, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a parameter file: one that a run or {@code link} wrote, or Splink's.
     *
     * @throws ModelFileException with all that is wrong with it
     */
    public static Model read(Path file) {
        String name = Objects.toString(file.getFileName());
        try {
            return of(name, Files.readString(file, StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            throw new ModelFileException(List.of(name
                    + ": this is no model, as it is no text; name a file that a run, --save-model or Splink wrote"));
        } catch (IOException e) {
            throw new ModelFileException(
                    List.of(name + ": cannot be read as a UTF-8 file; check path and permissions"), e);
        }
    }

    private static Model of(String name, String json) {
        try {
            ParameterFile.Content content = ParameterFile.read(json, StudyPlan::labels);
            return new Model(content.source().isEmpty() ? name : content.source(), content.comparisons());
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(Objects.requireNonNull(e.getMessage())
                    .lines()
                    .map(problem -> name + ": " + problem)
                    .toList());
        }
    }

    /** Trained parameters. */
    static Model trained(String source, Parameters parameters) {
        LinkedHashMap<String, Parameters.Comparison> comparisons = new LinkedHashMap<>();
        parameters.comparisons().forEach(comparison -> comparisons.put(comparison.name(), comparison));
        return new Model(source, comparisons);
    }

    /** As a file that {@link #read} takes. */
    public String json() {
        return ParameterFile.write(
                source,
                new Parameters(
                        comparisons.entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(Map.Entry::getValue)
                                .toList(),
                        0));
    }

    /** Where the parameters came from, in words. */
    public String source() {
        return source;
    }

    /** Null if the model has no parameters for the comparison. */
    Parameters.@Nullable Comparison parameters(String comparison) {
        return comparisons.get(comparison);
    }

    /** A parameter file that cannot be used, with all its problems: place, what is wrong, what to do. */
    public static final class ModelFileException extends RuntimeException {
        private final List<String> problems;

        ModelFileException(List<String> problems) {
            this(problems, null);
        }

        ModelFileException(List<String> problems, @Nullable Throwable cause) {
            super(String.join("\n", problems), cause);
            this.problems = List.copyOf(problems);
        }

        /** One line each, in the order of the file. */
        public List<String> problems() {
            return problems;
        }
    }
}
