package org.reconlink.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A Python environment below {@code target/} with Splink from PyPI. */
record Python(Path program) {
    /** The environment, made if it is not there; nothing, with a message, if Splink cannot be installed. */
    static Optional<Python> with(String version, Path folder) throws IOException, InterruptedException {
        Path home = folder.resolve("python-" + version).toAbsolutePath();
        Path program = home.resolve("bin").resolve("python");
        Program programs = new Program(folder);
        List<String> imports = List.of(program.toString(), "-c", "import splink, pyarrow");
        if (programs.run("look-for-splink", imports).isPresent()) {
            return Optional.of(new Python(program));
        }
        boolean installed = programs.run("make-python", List.of("python3", "-m", "venv", home.toString()))
                        .isPresent()
                && programs.run(
                                "install",
                                List.of(
                                        program.toString(),
                                        "-m",
                                        "pip",
                                        "install",
                                        "-q",
                                        "splink==" + version,
                                        "pyarrow"))
                        .isPresent();
        if (!installed) {
            System.out.println("Splink " + version + " is left out: it cannot be installed");
        }
        return installed ? Optional.of(new Python(program)) : Optional.empty();
    }
}
