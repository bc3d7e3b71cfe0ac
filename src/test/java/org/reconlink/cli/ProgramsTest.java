package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reconlink.cli.Notification.Programs;

class ProgramsTest {
    @ParameterizedTest
    @CsvSource({
        "RECONLINK_KEY, ab, true",
        "RECONLINK_DATABASE_PASSWORD, ab, true",
        "PGPASSFILE, /x, true",
        "MYSQL_PWD, ab, true",
        "SMTP_PASS, ab, true",
        "AWS_SECRET_ACCESS_KEY, ab, true",
        "AWS_ACCESS_KEY_ID, ab, true",
        "GITHUB_PAT, ab, true",
        "VAULT_TOKEN, ab, true",
        "SSH_AUTH_SOCK, agent, true",
        "DB_PW, ab, true",
        "DATABASE_URL, postgres://u:p@host/db, true",
        "ODBC, Driver=x;Pwd=ab, true",
        "PWD, /home/x, false",
        "PATH, /usr/bin, false",
        "LANG, en_GB.UTF-8, false",
        "TZ, Europe/London, false",
        "SMTP_SERVER, smtp://mail.example, false",
    })
    void whatCanBeASecretIsTold(String name, String value, boolean secret) {
        assertThat(Programs.isSecret(Map.entry(name, value))).isEqualTo(secret);
    }
}
