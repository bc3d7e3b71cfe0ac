package org.reconlink.benchmark;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one process reported of itself.
 *
 * @param wall seconds of the whole process up to the last link
 * @param work seconds of training and scoring in it, without start-up and reading
 * @param cpu seconds of all threads
 * @param peakMegabytes the most memory at once
 * @param pairsByVector candidate pairs by the levels of the six comparisons
 */
record Measured(
        String engine,
        double wall,
        double work,
        double cpu,
        double peakMegabytes,
        long links,
        long pairs,
        Map<String, Long> pairsByVector) {

    static Measured read(String json) {
        JsonNode node = JsonMapper.shared().readTree(json);
        Map<String, Long> vectors = new TreeMap<>();
        node.get("vectors")
                .properties()
                .forEach(
                        vector -> vectors.put(vector.getKey(), vector.getValue().asLong()));
        return new Measured(
                node.get("engine").asString(),
                node.get("wall").asDouble(),
                node.get("training and scoring").asDouble(),
                node.get("cpu").asDouble(),
                node.get("peak MB").asDouble(),
                node.get("links").asLong(),
                node.get("pairs").asLong(),
                vectors);
    }
}
