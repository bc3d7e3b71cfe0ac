package org.reconlink.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.intake.FileFacts;

class ManifestTest {

    @TempDir
    Path directory;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(directory.resolve("participants.csv"), "abc");
        Files.createDirectory(directory.resolve("plots"));
        Files.writeString(directory.resolve("plots/empty.svg"), "");
        new Manifest(
                        "resettle",
                        "run-1",
                        "1f".repeat(32),
                        "resettle.yml",
                        "2e".repeat(32),
                        "a5e9bb2c2c4b269c",
                        Map.of("spring-batch", "6.0.6", "java", "17.0.15", "reconlink", "0.1.0"),
                        List.of(new FileFacts("participants", "p.xlsx", "3d".repeat(32), 12, "xlsx", 69, 0)))
                .write(directory, FileDigest.all(directory));
    }

    @Test
    void theManifestSaysWhatWentInAndWhatCameOut() {
        assertThat(directory.resolve("manifest.json"))
                .hasContent("""
                        {
                          "study" : "resettle",
                          "run" : "run-1",
                          "identity" : "%s",
                          "protocol" : {
                            "file" : "resettle.yml",
                            "sha256" : "%s"
                          },
                          "pseudonym_key" : "a5e9bb2c2c4b269c",
                          "versions" : {
                            "java" : "17.0.15",
                            "reconlink" : "0.1.0",
                            "spring-batch" : "6.0.6"
                          },
                          "inputs" : [
                            {
                              "section" : "participants",
                              "file" : "p.xlsx",
                              "bytes" : 12,
                              "sha256" : "%s"
                            }
                          ],
                          "outputs" : [
                            {
                              "file" : "participants.csv",
                              "bytes" : 3,
                              "sha256" : "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
                            },
                            {
                              "file" : "plots/empty.svg",
                              "bytes" : 0,
                              "sha256" : "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
                            }
                          ]
                        }
                        """.formatted("1f".repeat(32), "2e".repeat(32), "3d".repeat(32)));
    }

    @Test
    void aDirectoryAsItWasWrittenIsWhole() throws IOException {
        assertThat(Manifest.verify(directory)).isEmpty();
    }

    @Test
    void whatWasChangedAddedOrRemovedIsFound() throws IOException {
        Files.writeString(directory.resolve("participants.csv"), "abd");
        Files.delete(directory.resolve("plots/empty.svg"));
        Files.writeString(directory.resolve("extra.csv"), "");

        assertThat(Manifest.verify(directory))
                .containsExactly(
                        "extra.csv is not in the manifest; it was added later",
                        "participants.csv is not as the run wrote it; it was changed later",
                        "plots/empty.svg is missing");
    }

    @Test
    void aManifestThatIsMissingOrBrokenIsFound() throws IOException {
        Files.writeString(directory.resolve("manifest.json"), "{");
        assertThat(Manifest.verify(directory))
                .containsExactly("manifest.json cannot be read; it was damaged or changed");
        Files.delete(directory.resolve("manifest.json"));
        assertThat(Manifest.verify(directory)).containsExactly("manifest.json is missing");
    }
}
