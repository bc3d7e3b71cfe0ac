package org.reconlink.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A Python environment below {@code target/} with Splink from PyPI.
 *
 * @param splink whether Splink could be installed; without it, DuckDB is there
 */
record Python(Path program, boolean splink) {
    /** The environment, made if it is not there; nothing, with a message, if neither Splink nor DuckDB can be installed. */
    static Optional<Python> with(String version, Path folder) throws IOException, InterruptedException {
        Path home = folder.resolve("python-" + version).toAbsolutePath();
        Path program = home.resolve("bin").resolve("python");
        Program programs = new Program(folder);
        List<String> imports = List.of(program.toString(), "-c", "import splink, pyarrow");
        if (programs.lastLine("look-for-splink", imports).isPresent()) {
            return Optional.of(new Python(program, true));
        }
        if (programs.lastLine("make-python", List.of("python3", "-m", "venv", home.toString()))
                .isEmpty()) {
            System.out.println("Splink is left out: there is no python3 that can make an environment");
            return Optional.empty();
        }
        if (installs(programs, program, "splink==" + version, "pyarrow")) {
            return Optional.of(new Python(program, true));
        }
        System.out.println("Splink " + version + " cannot be installed: its SQL alone is measured");
        if (installs(programs, program, "duckdb")) {
            return Optional.of(new Python(program, false));
        }
        System.out.println("Splink is left out: DuckDB cannot be installed either");
        return Optional.empty();
    }

    private static boolean installs(Program programs, Path program, String... packages)
            throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of(program.toString(), "-m", "pip", "install", "-q"));
        command.addAll(List.of(packages));
        return programs.lastLine("install", command).isPresent();
    }
}
