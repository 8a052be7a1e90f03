package dev.mountmark.history;

import dev.mountmark.benchmark.InvalidRequestException;
import java.util.regex.Pattern;

/// @param value as the client sent it, 1 to 255 printable characters
/// @param bodyDigest SHA-256 of the request it came with, in hexadecimal digits
public record IdempotencyKey(String value, String bodyDigest) {
    private static final Pattern FORM = Pattern.compile("[^\\p{Cntrl}]{1,255}");

    public IdempotencyKey {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidRequestException(
                    "Idempotency-Key", "expected 1 to 255 printable characters, got " + value.length() + ": " + value);
        }
    }
}
