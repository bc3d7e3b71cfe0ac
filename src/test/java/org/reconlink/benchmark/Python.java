package org.reconlink.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Python environment below {@code target/} with Splink from PyPI. */
record Python(Path program) {
    /** The environment, made if it is not there; nothing, with a message, if Splink cannot be installed. */
    static Optional<Python> with(String version, Path folder) throws IOException, InterruptedException {
        return with("python-" + version, List.of("splink==" + version, "pyarrow"), "splink, pyarrow", folder);
    }

    /** The same with Spark, whose folder is that of its package. */
    static Optional<Python> withSpark(String version, String spark, Path folder)
            throws IOException, InterruptedException {
        return with(
                "python-" + version + "-spark-" + spark,
                List.of("splink==" + version, "pyspark==" + spark, "pyarrow", "pandas"),
                "splink, pyspark, pyarrow",
                folder);
    }

    private static Optional<Python> with(String name, List<String> packages, String modules, Path folder)
            throws IOException, InterruptedException {
        Path home = folder.resolve(name).toAbsolutePath();
        Path program = home.resolve("bin").resolve("python");
        Program programs = new Program(folder);
        List<String> imports = List.of(program.toString(), "-c", "import " + modules);
        if (programs.run("look-for-splink", imports).isPresent()) {
            return Optional.of(new Python(program));
        }
        List<String> install = new ArrayList<>(List.of(program.toString(), "-m", "pip", "install", "-q"));
        install.addAll(packages);
        boolean installed = programs.run("make-python", List.of("python3", "-m", "venv", home.toString()))
                        .isPresent()
                && programs.run("install", install).isPresent();
        if (!installed) {
            System.out.println(String.join(", ", packages) + " cannot be installed, and what needs them is left out");
        }
        return installed ? Optional.of(new Python(program)) : Optional.empty();
    }
}
