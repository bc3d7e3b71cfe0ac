package org.reconlink.linkage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The parameters of linkage: m and u probabilities of every level of the comparisons, and where they came from. */
public final class Model {
    private static final String SHIPPED = "justice-model.json";

    private final String source;
    private final Map<String, Parameters> comparisons;
    private final Map<BlockingField, Double> agreement;

    Model(String source, Map<String, Parameters> comparisons, Map<BlockingField, Double> agreement) {
        this.source = source;
        this.comparisons = Map.copyOf(comparisons);
        this.agreement = new EnumMap<>(agreement);
    }

    /** Parameters of one comparison, levels in its order; the term frequency is null where it is not adjusted. */
    record Parameters(List<Level> levels, @Nullable TermFrequency termFrequency) {
        Parameters {
            levels = List.copyOf(levels);
        }
    }

    /** The share of matches (m) and of non-matches (u) at a level, among pairs where neither side is missing. */
    record Level(double m, double u) {
        double weight() {
            return Math.log(m / u) / Math.log(2);
        }
    }

    /** Bounds, in bits, of the adjustment of the first level. */
    record TermFrequency(double lowest, double highest) {
        double bound(double bits) {
            return Math.max(lowest, Math.min(highest, bits));
        }
    }

    /** The model that ships with the product. */
    public static Model shipped() {
        try (InputStream in = Objects.requireNonNull(Model.class.getResourceAsStream("/linkage/" + SHIPPED))) {
            return ModelFile.read(SHIPPED, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a parameter file in the form of the shipped one.
     *
     * @throws ModelFileException with all that is wrong with it
     */
    public static Model read(Path file) {
        String name = Objects.toString(file.getFileName());
        try {
            return ModelFile.read(name, Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ModelFileException(
                    List.of(name + ": cannot be read as a UTF-8 file; check path and permissions"), e);
        }
    }

    /** The same model with other parameters for some comparisons, and its source in words. */
    Model with(String otherSource, Map<String, Parameters> others) {
        Map<String, Parameters> all = new HashMap<>(comparisons);
        all.putAll(others);
        return new Model(otherSource, all, agreement);
    }

    /** As a file that {@link #read} takes. */
    public String json() {
        return ModelWriter.json(source, comparisons, agreement);
    }

    /** Where the parameters came from, in words. */
    public String source() {
        return source;
    }

    /** Null if the model has no parameters for the comparison. */
    @Nullable
    Parameters parameters(String comparison) {
        return comparisons.get(comparison);
    }

    /** Share of true matches that agree on a blocking field, what is missing counted as no agreement. */
    double agreement(BlockingField field) {
        return Objects.requireNonNull(agreement.get(field));
    }
}
