package dev.mountmark.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/// Real certificates, made by the JDK's own tool: those of an engine, of its clients, and of some who are neither.
record Certificates(Path folder, KeyStore store) {
    private static final String PASSWORD = "changeit";
    private static final String NAMES = "san=dns:localhost,ip:127.0.0.1";

    /// `ca` and `other-ca` trust themselves. Of `ca` are `engine` (localhost), `elsewhere` (another host), `expired`,
    /// and `client`; of `other-ca` is `stranger`.
    static Certificates in(Path folder) throws Exception {
        var store = folder.resolve("all.p12");
        make(store, "ca", "-ext", "bc:c");
        make(store, "other-ca", "-ext", "bc:c");
        make(store, "engine", "-signer", "ca", "-ext", NAMES);
        make(store, "elsewhere", "-signer", "ca", "-ext", "san=dns:elsewhere.example");
        make(store, "expired", "-signer", "ca", "-ext", NAMES, "-startdate", "-3d", "-validity", "1");
        make(store, "client", "-signer", "ca");
        make(store, "stranger", "-signer", "other-ca");
        var certificates = new Certificates(folder, KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray()));
        for (var alias : List.of("ca", "other-ca", "client", "stranger")) {
            certificates.write(alias);
        }
        return certificates;
    }

    private static void make(Path store, String alias, String... more) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1"));
        command.addAll(List.of(more));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private void write(String alias) throws GeneralSecurityException, IOException {
        pem(certificate(alias), "CERTIFICATE", store.getCertificate(alias).getEncoded());
        pem(
                key(alias),
                "PRIVATE KEY",
                Objects.requireNonNull(store.getKey(alias, PASSWORD.toCharArray()))
                        .getEncoded());
    }

    private static void pem(Path file, String kind, byte[] content) throws IOException {
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    Path certificate(String alias) {
        return folder.resolve(alias + ".pem");
    }

    Path key(String alias) {
        return folder.resolve(alias + "-key.pem");
    }

    char[] password() {
        return PASSWORD.toCharArray();
    }

    /// Only this one with its chain, and the CAs as trusted where it is to look at clients.
    KeyStore only(String alias) throws GeneralSecurityException, IOException {
        var one = KeyStore.getInstance(KeyStore.getDefaultType());
        one.load(null, null);
        one.setKeyEntry(alias, store.getKey(alias, password()), password(), store.getCertificateChain(alias));
        return one;
    }

    KeyStore trusting(String alias) throws GeneralSecurityException, IOException {
        var one = KeyStore.getInstance(KeyStore.getDefaultType());
        one.load(null, null);
        one.setCertificateEntry(alias, store.getCertificate(alias));
        return one;
    }
}
