package org.reconlink.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.reconlink.job.ExitCode;

/**
 * {@code link} or {@code dedupe} on a Spark cluster: finds Spark and the jar that it is to run, shows the settings that {@code
 * spark-submit} is called with, passes signals on and ends as it ends. Nothing of Spark is loaded here.
 *
 * @param environment variables of the process, in which {@code SPARK_HOME} is looked for
 * @param err where the call is shown
 */
record SparkSubmit(Map<String, String> environment, PrintWriter err) {
    /** Where the jar begins. */
    static final String MAIN_CLASS = "org.reconlink.spark.Link";

    private static final String JAR = "reconlink-spark.jar";
    private static final int OLDEST_SPARK = 4;
    private static final int OLDEST_JAVA = 17;
    /** Seconds within which the driver has to end once it was asked to. */
    private static final int PATIENCE = 30;

    /** Options of the command that are not passed on; each has one value. */
    private static final Set<String> OWN = Set.of("--spark", "--spark-jar", "--spark-conf");

    SparkSubmit {
        environment = Map.copyOf(environment);
    }

    /**
     * Has Spark run a command until it ends.
     *
     * @param command {@code link} or {@code dedupe}
     * @param arguments as they were given, since a path would lose a slash of a URL
     * @return the exit code of the driver
     */
    int run(String command, TableOptions options, List<String> arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(passedOn(arguments));
        return Driver.run(call(String.valueOf(options.spark), options.sparkConf, options.sparkJar, words)
                .inheritIO());
    }

    /**
     * The call that has Spark run words of the jar, after its settings are shown; what it says of itself goes where this process
     * says it.
     */
    ProcessBuilder call(String asked, List<String> conf, @Nullable Path sparkJar, List<String> words)
            throws IOException {
        SparkHome spark = SparkHome.of(environment);
        requireJava();
        Path jar = jar(sparkJar);
        Settings settings = Settings.of(master(asked), conf, spark.defaults(environment));
        List<String> submit = new ArrayList<>(List.of("--master", settings.master));
        settings.passed.forEach((key, value) -> submit.addAll(List.of("--conf", key + "=" + value)));
        submit.addAll(List.of("--class", MAIN_CLASS, jar.toString()));
        submit.addAll(words);
        err.println("Spark " + spark.version + " in " + spark.folder + ", master " + settings.master + ", with");
        settings.passed.forEach((key, value) -> err.println("  " + key + "=" + value));
        settings.remarks.forEach(remark -> err.println("! " + remark));
        err.flush();
        ProcessBuilder call =
                new ProcessBuilder(spark.command(submit, environment)).redirectError(ProcessBuilder.Redirect.INHERIT);
        call.environment().putAll(environment);
        call.environment().putAll(spark.variables(environment));
        return call;
    }

    private static String master(String master) {
        if (!master.matches("local(\\[.*])?|local-cluster\\[.*]|yarn|(spark|k8s)://.+")) {
            throw new UsageException("--spark " + master
                    + ": write a master of Spark, as yarn, k8s://https://HOST:PORT, spark://HOST:PORT or local[*]");
        }
        return master;
    }

    private void requireJava() throws IOException {
        String home = environment.get("JAVA_HOME");
        if (home == null) {
            return; // it is then ours
        }
        Path release = Path.of(home, "release");
        Matcher version = Pattern.compile("JAVA_VERSION=\"(?:1\\.)?(\\d+)[^\"]*\"")
                .matcher(Files.isRegularFile(release) ? Files.readString(release) : "");
        if (version.find() && Integer.parseInt(version.group(1)) < OLDEST_JAVA) {
            throw new UsageException("JAVA_HOME is Java " + version.group(1) + ", in " + home
                    + ": linkage on Spark needs Java 17 or later, on this machine and on all of the cluster; set JAVA_HOME to"
                    + " one, or leave it unset to have Spark use the Java of this command");
        }
    }

    private static Path jar(@Nullable Path asked) {
        Path jar = asked == null ? beside() : asked;
        if (!Files.isRegularFile(jar)) {
            throw new UsageException((asked == null ? jar.toString() : "--spark-jar " + jar)
                    + ": there is no such file; put " + JAR
                    + " of the same version beside reconlink.jar, or name it with"
                    + " --spark-jar");
        }
        return jar;
    }

    private static Path beside() {
        try {
            return Path.of(SparkSubmit.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .resolveSibling(JAR);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> passedOn(List<String> arguments) {
        List<String> passed = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.indexOf('=');
            if (OWN.contains(argument)) {
                i++;
            } else if (equals < 0 || !OWN.contains(argument.substring(0, equals))) {
                passed.add(argument);
            }
        }
        return passed;
    }

    /** The driver's process. If this one is asked to end, the driver is too, and is waited for: none is left behind. */
    private static final class Driver {
        private @Nullable Process process;
        private boolean stopped;

        /** Starts it and waits for its end; answers its exit code. */
        static int run(ProcessBuilder command) throws IOException {
            Driver driver = new Driver();
            Thread stop = new Thread(driver::stop, "stop");
            try {
                StopSignal.listen();
                Runtime.getRuntime().addShutdownHook(stop);
                int code = driver.start(command).waitFor();
                Runtime.getRuntime().removeShutdownHook(stop);
                return code;
            } catch (IllegalStateException ending) {
                return StopSignal.heard().code();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return ExitCode.INTERRUPTED.code();
            }
        }

        private synchronized Process start(ProcessBuilder command) throws IOException {
            if (stopped) {
                throw new IllegalStateException("asked to end before it began");
            }
            Process started = command.start();
            process = started;
            return started;
        }

        private synchronized void stop() {
            stopped = true;
            if (process == null) {
                return;
            }
            try {
                if (StopSignal.heard() == ExitCode.INTERRUPTED) {
                    interrupt(process);
                } else {
                    process.destroy();
                }
                if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Java itself can send no SIGINT. */
        private static void interrupt(Process process) throws InterruptedException {
            try {
                new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                        .start()
                        .waitFor();
            } catch (IOException noSuchProgram) {
                process.destroy();
            }
        }
    }

    /**
     * An installation of Spark.
     *
     * @param scala of its jars, as 2.13
     */
    private record SparkHome(Path folder, String version, String scala) {
        private static final Pattern CORE = Pattern.compile("spark-core_(\\d+\\.\\d+)-(\\d+\\..*)\\.jar");
        private static final Pattern RELEASE = Pattern.compile("Spark (\\d+\\.\\S*)");

        static SparkHome of(Map<String, String> environment) throws IOException {
            String named = environment.get("SPARK_HOME");
            if (named == null || named.isBlank()) {
                throw new UsageException(
                        "--spark needs Spark, and SPARK_HOME is not set: set it to the folder of Spark 4 that"
                                + " has bin and jars in it, as in export SPARK_HOME=/opt/spark, and give the same command again");
            }
            Path folder = Path.of(named).toAbsolutePath();
            Path jars = folder.resolve("jars");
            if (Files.isDirectory(jars)) {
                try (DirectoryStream<Path> cores = Files.newDirectoryStream(jars, "spark-core_*.jar")) {
                    for (Path core : cores) {
                        Matcher name = CORE.matcher(String.valueOf(core.getFileName()));
                        if (name.matches()) {
                            return new SparkHome(folder, released(folder, name.group(2)), name.group(1)).required();
                        }
                    }
                }
            }
            throw new UsageException("SPARK_HOME " + named
                    + ": this is no Spark, as jars/spark-core_*.jar is not in it; set it to the folder of Spark 4 that has bin"
                    + " and jars in it");
        }

        /** As the distribution says it, where it does: its vendor may have named the jars otherwise. */
        private static String released(Path folder, String ofJar) throws IOException {
            Path release = folder.resolve("RELEASE");
            Matcher version = RELEASE.matcher(Files.isRegularFile(release) ? Files.readString(release) : "");
            return version.lookingAt() ? version.group(1) : ofJar;
        }

        private SparkHome required() {
            if (Integer.parseInt(version.substring(0, version.indexOf('.'))) < OLDEST_SPARK) {
                throw new UsageException("SPARK_HOME " + folder + " is Spark " + version
                        + ": linkage on Spark needs Spark 4 or later with Java 17 or later; set SPARK_HOME to one");
            }
            return this;
        }

        /** Settings that the cluster's administrator has made. */
        Properties defaults(Map<String, String> environment) throws IOException {
            Path file = Path.of(environment.getOrDefault(
                            "SPARK_CONF_DIR", folder.resolve("conf").toString()))
                    .resolve("spark-defaults.conf");
            Properties defaults = new Properties();
            if (Files.isRegularFile(file)) {
                try (Reader text = Files.newBufferedReader(file)) {
                    defaults.load(text);
                }
            }
            return defaults;
        }

        /** What the scripts of Spark would set, and the Java that this command runs on if none is named. */
        Map<String, String> variables(Map<String, String> environment) {
            Map<String, String> variables = new LinkedHashMap<>();
            variables.put("SPARK_HOME", folder.toString());
            variables.put("JAVA_HOME", environment.getOrDefault("JAVA_HOME", System.getProperty("java.home")));
            variables.put("SPARK_SCALA_VERSION", environment.getOrDefault("SPARK_SCALA_VERSION", scala));
            return variables;
        }

        /** The call: of the script or, in a folder of Spark's jars alone, what the script would call. */
        List<String> command(List<String> arguments, Map<String, String> environment) throws IOException {
            boolean windows = System.getProperty("os.name").startsWith("Windows");
            Path script = folder.resolve("bin").resolve(windows ? "spark-submit.cmd" : "spark-submit");
            List<String> command = new ArrayList<>();
            if (Files.isRegularFile(script)) {
                command.add(script.toString());
                command.addAll(arguments);
                return command;
            }
            command.addAll(List.of(
                    Path.of(variables(environment).get("JAVA_HOME"), "bin", "java")
                            .toString(),
                    "-cp",
                    folder.resolve("jars") + File.separator + "*",
                    "org.apache.spark.launcher.Main",
                    "org.apache.spark.deploy.SparkSubmit"));
            command.addAll(arguments);
            ProcessBuilder launcher = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
            launcher.environment().putAll(environment);
            launcher.environment().putAll(variables(environment));
            try (InputStream made = launcher.start().getInputStream()) {
                // messages, an empty line that begins with 0, and the words of the call, each ended by 0
                String text = new String(made.readAllBytes(), StandardCharsets.UTF_8);
                int begin = text.indexOf("\0\n");
                if (begin < 0) {
                    throw new UsageException(
                            "SPARK_HOME " + folder
                                    + ": Spark cannot start from there; set it to a folder of Spark that has bin/spark-submit in it");
                }
                return Arrays.asList(text.substring(begin + 2).split("\0"));
            }
        }
    }

    /**
     * What Spark is told: what the user said, else what the cluster's administrator has set, else what suits linkage.
     *
     * @param passed settings by name, without those that the administrator has set
     * @param remarks what the user may want to know of them
     */
    private record Settings(String master, Map<String, String> passed, List<String> remarks) {
        private static final Pattern LOCAL = Pattern.compile("local(?:\\[(\\d+|\\*)(?:,\\s*\\d+)?])?");
        private static final Pattern LOCAL_CLUSTER =
                Pattern.compile("local-cluster\\[\\s*(\\d+)\\s*,\\s*(\\d+)\\s*,\\s*(\\d+)\\s*]");
        private static final Pattern MEMORY = Pattern.compile("(\\d+)\\s*([kmgt]?)b?");

        private static final String DRIVER_MEMORY = "spark.driver.memory";
        private static final String EXECUTOR_MEMORY = "spark.executor.memory";
        private static final String EXECUTOR_CORES = "spark.executor.cores";
        private static final String INSTANCES = "spark.executor.instances";

        private static final long GIGABYTE = 1L << 30;
        private static final long LEAST_EXECUTOR = 4 * GIGABYTE;
        /** Of a driver beside executors; from 32 GB on Java needs twice as much for each reference. */
        private static final long MOST_DRIVER = 16 * GIGABYTE;

        private static final long MOST_LOCAL = 31 * GIGABYTE;
        private static final int PARTITIONS_A_CORE = 3;

        static Settings of(String master, List<String> asked, Properties administrator) {
            Map<String, String> passed = new LinkedHashMap<>();
            for (String setting : asked) {
                int equals = setting.indexOf('=');
                if (equals <= 0) {
                    throw new UsageException(
                            "--spark-conf " + setting + ": write KEY=VALUE, as in spark.executor.memory=16g");
                }
                passed.put(
                        setting.substring(0, equals).strip(),
                        setting.substring(equals + 1).strip());
            }
            if (passed.containsKey("spark.master")) {
                throw new UsageException("--spark-conf spark.master: the master is what --spark says; leave it out");
            }
            UnaryOperator<@Nullable String> set =
                    key -> passed.getOrDefault(key, administrator.getProperty(String.valueOf(key)));
            if ("cluster".equals(set.apply("spark.submit.deployMode"))) {
                throw new UsageException(
                        "spark.submit.deployMode=cluster: summary and exit code would stay in the cluster; say"
                                + " --spark-conf spark.submit.deployMode=client, or give reconlink-spark.jar to spark-submit yourself");
            }
            Map<String, String> ours = new LinkedHashMap<>();
            ours.put("spark.driver.maxResultSize", "0");
            ours.put("spark.network.timeout", "600s");
            ours.put("spark.executor.heartbeatInterval", "60s");
            ours.put("spark.log.level", "WARN");
            List<String> remarks = new ArrayList<>();
            Matcher local = LOCAL.matcher(master);
            Matcher localCluster = LOCAL_CLUSTER.matcher(master);
            long cores;
            if (local.matches()) {
                ours.put(DRIVER_MEMORY, driver(MOST_LOCAL));
                cores = local.group(1) == null
                        ? 1
                        : local.group(1).equals("*")
                                ? Runtime.getRuntime().availableProcessors()
                                : Long.parseLong(local.group(1));
            } else if (localCluster.matches()) {
                ours.put(DRIVER_MEMORY, driver(MOST_DRIVER));
                ours.put(EXECUTOR_MEMORY, localCluster.group(3) + "m");
                cores = Long.parseLong(localCluster.group(1)) * Long.parseLong(localCluster.group(2));
            } else {
                ours.put(DRIVER_MEMORY, driver(MOST_DRIVER));
                ours.put(EXECUTOR_MEMORY, "16g");
                cores = granted(master, set, ours, remarks);
            }
            if (cores > 0) {
                ours.put("spark.default.parallelism", Long.toString(PARTITIONS_A_CORE * cores));
                ours.put("spark.sql.shuffle.partitions", Long.toString(PARTITIONS_A_CORE * cores));
            }
            ours.forEach((key, value) -> {
                if (administrator.getProperty(key) == null) {
                    passed.putIfAbsent(key, value);
                }
            });
            require(local.matches() ? DRIVER_MEMORY : EXECUTOR_MEMORY, passed, administrator);
            return new Settings(master, passed, remarks);
        }

        /** Cores of all executors; 0 if the cluster grants as many as it will. */
        private static long granted(
                String master, UnaryOperator<@Nullable String> set, Map<String, String> ours, List<String> remarks) {
            String instances = "true".equals(set.apply("spark.dynamicAllocation.enabled"))
                    ? set.apply("spark.dynamicAllocation.maxExecutors")
                    : set.apply(INSTANCES);
            if (master.startsWith("spark:")) {
                return number(set.apply("spark.cores.max")); // an executor takes all cores of its worker
            }
            ours.put(EXECUTOR_CORES, "8");
            if (instances == null) {
                remarks.add(
                        "how many executors there are is left to Spark, which takes 2 where nothing else is set; say"
                                + " --spark-conf " + INSTANCES + "=N for more");
            }
            String ofOne = set.apply(EXECUTOR_CORES);
            return number(instances) * (ofOne == null ? 8 : number(ofOne));
        }

        private static long number(@Nullable String text) {
            return text == null || !text.matches("\\d{1,9}") ? 0 : Long.parseLong(text);
        }

        /** Half of this machine's memory, but no less than an executor has to have. */
        private static String driver(long most) {
            return Math.max(LEAST_EXECUTOR, Math.min(most, machine() / 2)) / GIGABYTE + "g";
        }

        /** Bytes of memory that this machine has; 0 if it does not say. */
        private static long machine() {
            try {
                ObjectName system = new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME);
                return ManagementFactory.getPlatformMBeanServer().getAttribute(system, "TotalMemorySize")
                                instanceof Long bytes
                        ? bytes
                        : 0;
            } catch (JMException e) {
                return 0;
            }
        }

        private static void require(String key, Map<String, String> passed, Properties administrator) {
            String memory = passed.getOrDefault(key, administrator.getProperty(key, ""));
            String where =
                    passed.containsKey(key) ? key + "=" + memory : key + "=" + memory + " of spark-defaults.conf";
            Matcher amount = MEMORY.matcher(memory.strip().toLowerCase(Locale.ROOT));
            if (!amount.matches() || amount.group(1).length() > 12) {
                throw new UsageException(where + ": this is no amount of memory; write it as in 16g");
            }
            int shift = switch (amount.group(2)) {
                case "k" -> 10;
                case "g" -> 30;
                case "t" -> 40;
                default -> 20;
            };
            if (Long.parseLong(amount.group(1)) < LEAST_EXECUTOR >> shift) {
                throw new UsageException(
                        where + ": 4g is the least, as every executor holds all different values of the"
                                + " tables; few large executors are better than many small ones; say --spark-conf "
                                + key + "=16g");
            }
        }
    }
}
