package dev.mountmark.benchmark;

/// A tree of files, told by its size and shape.
///
/// @param entries number of files, folders and links below the folder
/// @param digest `sha256:` and 64 hexadecimal digits over kinds, sizes and names
public record TreeSummary(long entries, String digest) {}
