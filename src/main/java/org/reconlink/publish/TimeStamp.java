package org.reconlink.publish;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.reconlink.kernel.Sha256;
import org.reconlink.publish.PseudonymKey.PseudonymKeyException;

/**
 * A time stamp of RFC 3161: an authority's signed word that something was there at a time. Whoever makes runs, and holds
 * every key and clock of their machine, cannot make one for a day that is past.
 */
public final class TimeStamp {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LARGEST_ANSWER = 1 << 20;

    private final TimeStampToken token;

    private TimeStamp(TimeStampToken token) {
        this.token = token;
    }

    /**
     * Asks an authority for a stamp; it is told no more than a SHA-256 of what is stamped.
     *
     * @param nonce any number that was not used before, which the answer repeats
     * @throws IOException if it cannot be reached, or does not give one
     */
    public static TimeStamp ask(URI authority, byte[] stamped, BigInteger nonce) throws IOException {
        TimeStampRequestGenerator asking = new TimeStampRequestGenerator();
        asking.setCertReq(true);
        try {
            TimeStampRequest request = asking.generate(TSPAlgorithms.SHA256, Sha256.of(stamped), nonce);
            TimeStampResponse response = new TimeStampResponse(post(authority, request.getEncoded()));
            response.validate(request);
            TimeStampToken token = response.getTimeStampToken();
            if (token == null) {
                throw new IOException("the time stamp authority refused");
            }
            return new TimeStamp(token);
        } catch (TSPException | IllegalArgumentException e) {
            throw new IOException("the time stamp authority gave no stamp", e);
        }
    }

    private static byte[] post(URI authority, byte[] query) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(authority)
                .timeout(PATIENCE)
                .header("Content-Type", "application/timestamp-query")
                .POST(HttpRequest.BodyPublishers.ofByteArray(query))
                .build();
        try {
            HttpResponse<InputStream> answer = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new IOException("the time stamp authority answered " + answer.statusCode());
                }
                return in.readNBytes(LARGEST_ANSWER);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /**
     * The stamp that a text holds.
     *
     * @throws IOException if it holds none
     */
    static TimeStamp parse(String base64) throws IOException {
        try {
            return new TimeStamp(
                    new TimeStampToken(new CMSSignedData(Base64.getDecoder().decode(base64))));
        } catch (TSPException | CMSException | IllegalArgumentException e) {
            throw new IOException("no time stamp", e);
        }
    }

    /** What {@link #parse} reads. */
    String text() throws IOException {
        return Base64.getEncoder().encodeToString(token.getEncoded());
    }

    /** When it was given, as the authority's clock says. */
    public Instant at() {
        return token.getTimeStampInfo().getGenTime().toInstant();
    }

    /** The common name of who gave it, as its certificate says. */
    public String authority() {
        Collection<X509CertificateHolder> signers = signers();
        return signers.stream()
                .flatMap(signer -> Arrays.stream(signer.getSubject().getRDNs(BCStyle.CN)))
                .map(RDN::getFirst)
                .map(name -> IETFUtils.valueToString(name.getValue()))
                .findFirst()
                .orElse("an authority without a name");
    }

    /**
     * What is wrong with it; empty if it stamps this and its signature fits.
     *
     * @param trusted certificates of authorities, or of those who certify them; empty to take whoever signed it
     */
    List<String> problems(byte[] stamped, Set<X509Certificate> trusted) {
        if (!token.getTimeStampInfo().getMessageImprintAlgOID().equals(TSPAlgorithms.SHA256)
                || !MessageDigest.isEqual(token.getTimeStampInfo().getMessageImprintDigest(), Sha256.of(stamped))) {
            return List.of("the time stamp is not of this checkpoint");
        }
        List<X509CertificateHolder> signers = List.copyOf(signers());
        if (signers.size() != 1) {
            return List.of("the time stamp does not hold the certificate of who signed it");
        }
        try {
            token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signers.get(0)));
        } catch (TSPException | OperatorCreationException | GeneralSecurityException e) {
            return List.of("the time stamp's signature does not fit, or its certificate is not one for time stamps");
        }
        return trusted.isEmpty() || isCertified(signers.get(0), trusted)
                ? List.of()
                : List.of("the time stamp is of " + authority() + ", whom none of the given certificates vouches for");
    }

    /** By one of the trusted, at the time of the stamp; what was revoked since is not asked for. */
    private boolean isCertified(X509CertificateHolder signer, Set<X509Certificate> trusted) {
        try {
            JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
            X509Certificate certificate = converter.getCertificate(signer);
            if (trusted.contains(certificate)) {
                return true;
            }
            List<X509Certificate> between = new ArrayList<>();
            for (X509CertificateHolder held : token.getCertificates().getMatches(null)) {
                between.add(converter.getCertificate(held));
            }
            X509CertSelector wanted = new X509CertSelector();
            wanted.setCertificate(certificate);
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(
                    trusted.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet()), wanted);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(at()));
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(between)));
            CertPathBuilder.getInstance("PKIX").build(parameters);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @SuppressWarnings("unchecked") // the token's own selector and store fit each other
    private Collection<X509CertificateHolder> signers() {
        return token.getCertificates().getMatches(token.getSID());
    }

    /**
     * Certificates of a PEM file.
     *
     * @throws PseudonymKeyException if it holds none
     */
    public static Set<X509Certificate> certificates(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Set<X509Certificate> read = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .collect(Collectors.toUnmodifiableSet());
            if (!read.isEmpty()) {
                return read;
            }
        } catch (NoSuchFileException e) {
            throw new PseudonymKeyException("certificates " + file + ": there is no such file", ADVICE);
        } catch (IOException | GeneralSecurityException e) {
            // said below
        }
        throw new PseudonymKeyException("certificates " + file + ": this is no certificate", ADVICE);
    }

    private static final String ADVICE = "name the authority's certificates as PEM, -----BEGIN CERTIFICATE-----";

    @Override
    public String toString() {
        return "TimeStamp[" + at() + "]";
    }
}
