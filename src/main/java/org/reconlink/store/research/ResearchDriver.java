package org.reconlink.store.research;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.reconlink.result.PublishSettings.DatabaseSettings;
import org.reconlink.store.research.Load.RefusedException;

/**
 * What connects to a kind of database: part of this program, or a jar that the protocol names. DuckDB's has libraries for every
 * kind of machine, 85 MB, and SQLite's 12 MB; who loads no such file has neither.
 *
 * @param coordinates of the jar that tests ran with, as Maven has them; null if it is part of this program
 */
record ResearchDriver(String product, String type, @Nullable String coordinates) {

    /** A jar is opened once: its libraries can be loaded once in a process. */
    private static final Map<String, Driver> OPENED = new ConcurrentHashMap<>();

    /** Of the jar that the settings name, else of this program. */
    Driver connector(DatabaseSettings settings) throws RefusedException {
        Path jar = settings.driver();
        try {
            if (jar == null) {
                return made(ResearchDriver.class.getClassLoader());
            }
            String key = type + " of " + jar;
            Driver known = OPENED.get(key);
            if (known == null) {
                known = made(new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader()));
                OPENED.put(key, known);
            }
            return known;
        } catch (ClassNotFoundException e) {
            throw new RefusedException(jar == null ? missing() : jar + " is no driver of " + product + "; " + get());
        } catch (LinkageError | ReflectiveOperationException | MalformedURLException e) {
            throw notStarted(settings);
        }
    }

    Connection connect(DatabaseSettings settings, String url, Properties properties)
            throws SQLException, RefusedException {
        try {
            Connection connection = connector(settings).connect(url, properties);
            if (connection == null) {
                throw new RefusedException("the driver of " + product + " does not know the url; correct it");
            }
            return connection;
        } catch (LinkageError e) { // its library is looked for when it is first needed
            throw notStarted(settings);
        }
    }

    RefusedException notStarted(DatabaseSettings settings) {
        return new RefusedException("the driver of " + product + " cannot be started"
                + (settings.driver() == null ? "" : " from " + settings.driver())
                + "; see that it is whole, that it is for this machine, and that the folder of temporary files has room and may hold"
                + " programs (-Djava.io.tmpdir names another)");
    }

    private Driver made(@Nullable ClassLoader loader) throws ReflectiveOperationException {
        return Class.forName(type, true, loader)
                .asSubclass(Driver.class)
                .getDeclaredConstructor()
                .newInstance();
    }

    private String missing() {
        return "the driver of " + product + " is no part of Reconlink; " + get();
    }

    private String get() {
        return coordinates == null
                ? "leave \"driver\" out"
                : "get it by mvn dependency:copy -Dartifact=" + coordinates
                        + " -DoutputDirectory=drivers, and write the jar's path, from the protocol's folder, as \"driver\"";
    }
}
