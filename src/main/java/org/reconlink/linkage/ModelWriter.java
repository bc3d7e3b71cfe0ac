package org.reconlink.linkage;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.reconlink.linkage.Model.Level;
import org.reconlink.linkage.Model.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes a model in the form that {@link ModelFile} reads. */
final class ModelWriter {
    private ModelWriter() {}

    static String json(String source, Map<String, Parameters> comparisons, Map<BlockingField, Double> agreement) {
        JsonMapper mapper = JsonMapper.shared();
        ObjectNode root = mapper.createObjectNode();
        root.put("source", source);
        ObjectNode all = root.putObject("comparisons");
        new TreeMap<>(comparisons).forEach((name, parameters) -> add(all.putObject(name), name, parameters));
        ObjectNode shares = root.putObject("agreement");
        new TreeMap<>(agreement).forEach((field, share) -> shares.put(field.label(), share));
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static void add(ObjectNode node, String name, Parameters parameters) {
        if (parameters.termFrequency() != null) {
            node.putObject("term frequency")
                    .put("lowest", parameters.termFrequency().lowest())
                    .put("highest", parameters.termFrequency().highest());
        }
        ObjectNode levels = node.putObject("levels");
        List<String> labels = Comparisons.named(List.of(name)).get(0).weighedLabels();
        for (int i = 0; i < labels.size(); i++) {
            Level level = parameters.levels().get(i);
            levels.putObject(labels.get(i)).put("m", level.m()).put("u", level.u());
        }
    }
}
