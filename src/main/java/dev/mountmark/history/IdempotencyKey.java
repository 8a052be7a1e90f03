package dev.mountmark.history;

/// @param value as the client sent it, 1 to 255 printable characters
/// @param bodyDigest SHA-256 of the request it came with, in hexadecimal digits
public record IdempotencyKey(String value, String bodyDigest) {}
