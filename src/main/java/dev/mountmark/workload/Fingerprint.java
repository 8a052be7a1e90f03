package dev.mountmark.workload;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;

/// A digest over named parts. Every part goes in with its length, so that no two lists of parts look the same.
public final class Fingerprint {
    private final MessageDigest digest = sha256();

    public Fingerprint with(String name, String value) {
        return with(name, value.getBytes(StandardCharsets.UTF_8));
    }

    Fingerprint with(String name, byte[] value) {
        add(name.getBytes(StandardCharsets.UTF_8));
        add(value);
        return this;
    }

    Fingerprint withVariables(SortedMap<String, String> variables) {
        variables.forEach((name, value) -> with("environment." + name, value));
        return this;
    }

    Fingerprint withFiles(Map<String, byte[]> files) {
        files.forEach((path, content) -> with("file." + path, content));
        return this;
    }

    /// 64 hexadecimal digits.
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private void add(byte[] part) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        digest.update(part);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
