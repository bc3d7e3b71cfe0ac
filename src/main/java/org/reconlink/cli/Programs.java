package org.reconlink.cli;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Programs that an operator names, started without a shell, so that no text becomes a command, and without secrets. */
final class Programs {
    /** The product's own, those that the driver of PostgreSQL knows, and whatever is called a secret. */
    private static final Pattern SECRET = Pattern.compile(
            "RECONLINK_.*|PG.*|.*(PASS|PWD|SECRET|TOKEN|CREDENTIAL|AUTH|KEY|PRIVATE|COOKIE|SESSION|LICEN[CS]E).*|.*(_|^)(PW|PAT|PIN|SAS|DSN)"
                    + "|JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|_JAVA_OPTIONS",
            Pattern.CASE_INSENSITIVE);

    private static final Set<String> FOLDERS = Set.of("PWD", "OLDPWD");

    /** An address with a password in it, or a connection's words. */
    private static final Pattern WITH_PASSWORD =
            Pattern.compile("[a-z][a-z0-9+.-]*://[^/@\\s]*:[^/@\\s]+@|(password|pwd)\\s*=", Pattern.CASE_INSENSITIVE);

    private Programs() {}

    static ProcessBuilder start(String... command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().entrySet().removeIf(Programs::isSecret);
        return builder;
    }

    /** Whether a variable of the environment can hold a secret, by its name or as its value looks like one. */
    static boolean isSecret(Map.Entry<String, String> variable) {
        return (!FOLDERS.contains(variable.getKey())
                        && SECRET.matcher(variable.getKey()).matches())
                || WITH_PASSWORD.matcher(variable.getValue()).find();
    }
}
