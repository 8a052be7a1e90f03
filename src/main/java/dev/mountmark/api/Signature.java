package dev.mountmark.api;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Proves that a call comes from here: HMAC (RFC 2104) with SHA-256 over the time, a dot and the
/// body. The time is signed too, so that whoever has seen a call cannot repeat it for ever.
///
/// @param secret that both sides know
record Signature(String secret) {
    static final String TIMESTAMP = "Mountmark-Timestamp";
    static final String SIGNATURE = "Mountmark-Signature";

    /// Headers of the call.
    ///
    /// @param at its time, to the second
    Map<String, String> sign(Instant at, String body) {
        var seconds = String.valueOf(at.getEpochSecond());
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var hash = mac.doFinal((seconds + "." + body).getBytes(StandardCharsets.UTF_8));
            return Map.of(
                    TIMESTAMP, seconds, SIGNATURE, "sha256=" + HexFormat.of().formatHex(hash));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "Signature[…]";
    }
}
