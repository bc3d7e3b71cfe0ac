package org.reconlink.spark;

/**
 * What {@code spark-submit} starts. It refers to nothing, and is compiled for Java 8, so that it can say that the Java is too old
 * where nothing else of the jar can even be loaded.
 */
public final class Link {
    private static final double OLDEST_JAVA = 17;
    private static final int USAGE = 2;

    private Link() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        String version = System.getProperty("java.specification.version");
        if (Double.parseDouble(version) < OLDEST_JAVA) {
            System.err.println(
                    "linkage on Spark needs Java 17 or later, on the driver and on all of the cluster, and this is Java "
                            + version
                            + "; set JAVA_HOME, spark.executorEnv.JAVA_HOME and, on YARN, spark.yarn.appMasterEnv.JAVA_HOME to"
                            + " one");
            System.exit(USAGE);
        }
        int code = (Integer) Class.forName("org.reconlink.cli.SparkCommands")
                .getMethod("run", String[].class)
                .invoke(null, (Object) arguments);
        // A notebook's or a job's own process goes on where all is well.
        if (code != 0) {
            System.exit(code);
        }
    }
}
