package org.reconlink.store.research;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reconlink.result.PublishSettings.DatabaseSettings;
import org.reconlink.result.PublishSettings.DatabaseSettings.Encryption;
import org.reconlink.store.research.ResearchDatabase.ResearchDatabaseException;

/** A server that has no TLS and asks for the password in clear hears it from nobody who was not told to say it. */
class ConnectionSecurityTest {
    private static final int SSL_REQUEST = 80_877_103;
    private static final int GSS_REQUEST = 80_877_104;

    @TempDir
    Path folder;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private ServerSocket server;
    private Path password;

    @BeforeEach
    void listen() throws IOException {
        password = Files.writeString(folder.resolve("password.txt"), "Sesame-Open\n");
        server = new ServerSocket(0);
        Thread thread = new Thread(this::answer, "asks for clear text");
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private void answer() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                ask(new DataInputStream(socket.getInputStream()), new DataOutputStream(socket.getOutputStream()));
            } catch (IOException e) {
                heard.add("left");
            }
        }
    }

    private void ask(DataInputStream in, DataOutputStream out) throws IOException {
        int length = in.readInt();
        int code = in.readInt();
        while (code == SSL_REQUEST || code == GSS_REQUEST) {
            out.writeByte('N');
            out.flush();
            length = in.readInt();
            code = in.readInt();
        }
        in.readNBytes(length - 8);
        out.writeByte('R');
        out.writeInt(8);
        out.writeInt(3); // AuthenticationCleartextPassword
        out.flush();
        if (in.readByte() == 'p') {
            heard.add(new String(in.readNBytes(in.readInt() - 5), StandardCharsets.UTF_8));
        }
    }

    @Test
    void anotherHostIsToldNoPasswordUnlessTheProtocolSaysSo() throws IOException {
        String url = "jdbc:postgresql://" + otherAddress() + ":" + server.getLocalPort() + "/research";
        assertThatThrownBy(() -> publish(new DatabaseSettings(url, "loader", "s", password)))
                .isInstanceOf(ResearchDatabaseException.class)
                .hasMessageContaining("as \"encryption\" says")
                .hasMessageNotContaining("Sesame");
        assertThatThrownBy(() ->
                        publish(new DatabaseSettings(url, null, "loader", "s", password, Encryption.UNVERIFIED, false)))
                .isInstanceOf(ResearchDatabaseException.class);
        assertThatThrownBy(
                        () -> publish(new DatabaseSettings(url, null, "loader", "s", password, Encryption.NONE, true)))
                .isInstanceOf(ResearchDatabaseException.class)
                .hasMessageContaining("scram-sha-256");
        assertThat(heard).doesNotContain("Sesame-Open");
        assertThatThrownBy(
                        () -> publish(new DatabaseSettings(url, null, "loader", "s", password, Encryption.NONE, false)))
                .isInstanceOf(ResearchDatabaseException.class);
        assertThat(heard).as("the listener hears what is said").contains("Sesame-Open");
    }

    private static void publish(DatabaseSettings settings) {
        new ResearchDatabase(settings).publish(Datasets.of(1, 1));
    }

    /** An address of this machine that is not the loopback, or a test could not tell the one from the other. */
    private static String otherAddress() throws IOException {
        return Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                .flatMap(network -> Collections.list(network.getInetAddresses()).stream())
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .map(InetAddress::getHostAddress)
                .findFirst()
                .orElseGet(() -> Assumptions.abort("this machine has no other address than the loopback"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jdbc:postgresql:research                                  | true
            jdbc:postgresql:///research                               | true
            jdbc:postgresql://localhost/research                      | true
            jdbc:postgresql://localhost:5433/research?user=x          | true
            jdbc:postgresql://127.0.0.1/research                      | true
            jdbc:postgresql://[::1]:5432/research                     | true
            jdbc:hsqldb:file:/srv/research                            | true
            jdbc:hsqldb:hsql://localhost/research                     | true
            jdbc:hsqldb:hsql://db/research                            | false
            jdbc:postgresql://db/research                             | false
            jdbc:postgresql://localhost.example.org/research          | false
            jdbc:postgresql://127.0.0.1.example.org/research          | false
            jdbc:postgresql://localhost,db.example.org/research       | false
            jdbc:postgresql://localhost/research?host=db.example.org  | false
            jdbc:postgresql://localhost/research?PGHOST=db            | false
            jdbc:postgresql://localhost/research?a=b&service=there    | false
            jdbc:postgresql:research?host=db.example.org              | false
            """)
    void whatLeadsToThisMachine(String url, boolean loopback) {
        assertThat(DatabaseKind.isLoopback(url)).isEqualTo(loopback);
    }
}
