package org.reconlink.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.reconlink.console.Role.RefusedException;

/** The certificate that the console shows to browsers, as far as it can be known before one asks. */
public final class ServedCertificate {
    private static final int DNS_NAME = 2;

    private final X509Certificate own;

    private ServedCertificate(X509Certificate own) {
        this.own = own;
    }

    /**
     * Reads the first certificate of a chain.
     *
     * @throws RefusedException if there is none
     */
    public static ServedCertificate read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                if (one instanceof X509Certificate own) {
                    return new ServedCertificate(own);
                }
            }
        } catch (IOException | CertificateException e) {
            throw new RefusedException(file + " is no certificate as PEM");
        }
        throw new RefusedException(file + " has no certificate");
    }

    /** Why browsers will refuse it, in words; empty if they need not. */
    public Optional<String> problem(List<String> names, Instant now) {
        Instant from = own.getNotBefore().toInstant();
        Instant to = own.getNotAfter().toInstant();
        if (now.isAfter(to)) {
            return Optional.of("it was good until " + to + ", and is no more");
        }
        if (now.isBefore(from)) {
            return Optional.of("it is good from " + from + " on, and not yet");
        }
        List<String> hosts = names();
        return names.stream()
                .filter(name -> hosts.stream().noneMatch(pattern -> isOf(pattern, name.toLowerCase(Locale.ROOT))))
                .findFirst()
                .map(name -> "it is not for " + name + ", but for "
                        + (hosts.isEmpty() ? "no host" : String.join(", ", hosts)));
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        try {
            if (own.getSubjectAlternativeNames() != null) {
                for (List<?> name : own.getSubjectAlternativeNames()) {
                    if (name.get(0).equals(DNS_NAME)) {
                        names.add(String.valueOf(name.get(1)).toLowerCase(Locale.ROOT));
                    }
                }
            }
        } catch (CertificateException e) {
            return List.of(); // what cannot be read is for nobody
        }
        return names;
    }

    /** A star stands for one label, the first. */
    private static boolean isOf(String pattern, String name) {
        return pattern.equals(name)
                || (pattern.startsWith("*.")
                        && name.contains(".")
                        && name.substring(name.indexOf('.')).equals(pattern.substring(1)));
    }

    /** Whether nobody vouches for it but itself. */
    public boolean isSelfSigned() {
        try {
            own.verify(own.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false; // its key is not that of whoever signed it
        }
    }
}
