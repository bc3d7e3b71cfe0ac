package org.reconlink.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Describes the tables to programs: {@code datapackage.json}, a Data Package of version 2 (datapackage.org).
 *
 * @param created the data cut, since a package has to have a date and a run's own clock is not a result
 */
record PackageDescriptor(String id, String title, LocalDate created, List<PackageTable<?>> tables) {

    static final String FILE = "datapackage.json";

    private static final String PROFILE = "https://datapackage.org/profiles/2.0/";

    PackageDescriptor {
        tables = List.copyOf(tables);
    }

    /** Writes it for tables that are in the directory already, since it has their sizes and hashes. */
    void write(Path directory) throws IOException {
        Map<String, Object> descriptor = new LinkedHashMap<>();
        descriptor.put("$schema", PROFILE + "datapackage.json");
        descriptor.put("name", id);
        descriptor.put("title", title);
        descriptor.put("created", created + "T00:00:00Z");
        List<Object> resources = new ArrayList<>();
        for (PackageTable<?> table : tables) {
            resources.add(resource(table, FileDigest.of(table.file(), directory.resolve(table.file()))));
        }
        descriptor.put("resources", resources);
        Files.writeString(directory.resolve(FILE), PrettyJson.of(descriptor), UTF_8);
    }

    private static Map<String, Object> resource(PackageTable<?> table, FileDigest digest) {
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("name", table.name());
        resource.put("type", "table");
        resource.put("path", digest.file());
        resource.put("description", table.definition());
        resource.put("format", "csv");
        resource.put("mediatype", "text/csv");
        resource.put("encoding", "utf-8");
        resource.put("bytes", digest.bytes());
        resource.put("hash", "sha256:" + digest.sha256());
        resource.put("dialect", Map.of("lineTerminator", "\n"));
        resource.put("schema", schema(table));
        return resource;
    }

    private static Map<String, Object> schema(PackageTable<?> table) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", PROFILE + "tableschema.json");
        schema.put("fields", table.variables().stream().map(FieldDescriptor::of).toList());
        schema.put("missingValues", List.of()); // each field has its own codes, and no cell is blank
        if (!table.key().isEmpty()) {
            schema.put("primaryKey", table.key());
        }
        if (table.isAboutParticipants()) {
            List<String> pseudonym = List.of(Pseudonyms.COLUMN);
            Map<String, Object> reference = new LinkedHashMap<>();
            reference.put("resource", PackageTable.PARTICIPANTS);
            reference.put("fields", pseudonym);
            Map<String, Object> foreignKey = new LinkedHashMap<>();
            foreignKey.put("fields", pseudonym);
            foreignKey.put("reference", reference);
            schema.put("foreignKeys", List.of(foreignKey));
        }
        return schema;
    }
}
