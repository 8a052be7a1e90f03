package dev.mountmark.docker;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.MeasuringException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// What proves who an engine is, and who we are: files in PEM, read anew for each connection, so that renewed ones
/// are taken.
///
/// @param ca who has signed the engine's certificate; absent for those whom Java trusts
/// @param certificate ours, absent where the engine wants none
/// @param key of our certificate
record Tls(
        @Nullable Path ca,
        @Nullable Path certificate,
        @Nullable Path key) {
    /// As Docker's own client has them in a folder. Without `ca.pem` nobody is trusted.
    static Tls in(Path folder) {
        return new Tls(
                folder.resolve("ca.pem"), existing(folder.resolve("cert.pem")), existing(folder.resolve("key.pem")));
    }

    private static @Nullable Path existing(Path file) {
        return Files.exists(file) ? file : null;
    }

    SSLContext context() throws MeasuringException {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(keys(), trusted(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw refused("expected that Java knows TLS, got " + e.getMessage(), e);
        }
    }

    private KeyManager @Nullable [] keys() throws MeasuringException {
        if (certificate == null && key == null) {
            return null;
        }
        if (certificate == null || key == null) {
            throw refused("expected certificate and key, got only " + (certificate == null ? key : certificate), null);
        }
        var options = new PemKeyCertOptions()
                .addCertValue(Buffer.buffer(read("certificate", certificate)))
                .addKeyValue(Buffer.buffer(read("key", key)));
        try {
            // All is in memory: nothing is asked of Vert.x itself.
            return options.getKeyManagerFactory(null).getKeyManagers();
        } catch (Exception e) {
            throw refused(
                    "expected a certificate in %s and its key, without a password, in %s, both in PEM, got %s"
                            .formatted(certificate, key, e.getMessage()),
                    e);
        }
    }

    private TrustManager @Nullable [] trusted() throws MeasuringException {
        if (ca == null) {
            return null;
        }
        var pem = read("ca", ca);
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            var number = 0;
            for (var one :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem))) {
                store.setCertificateEntry("ca-" + number, one);
                number++;
            }
            if (number == 0) {
                throw refused("ca: expected a certificate in PEM in " + ca + ", got none", null);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            return trust.getTrustManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw refused("ca: expected certificates in PEM in " + ca + ", got " + e.getMessage(), e);
        }
    }

    private static byte[] read(String name, Path file) throws MeasuringException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw refused(name + ": expected a file that can be read, got " + file + " (" + e + ")", e);
        }
    }

    private static MeasuringException refused(String problem, @Nullable Exception cause) {
        var failure = new Failure(Failure.Category.ENGINE, null, "tls: " + problem);
        return cause == null ? new MeasuringException(failure) : new MeasuringException(failure, cause);
    }
}
