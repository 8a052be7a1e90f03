package dev.mountmark.history;

import dev.mountmark.benchmark.Instance;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// Who an installation is: made at the first start, kept in its folder from then on.
final class Identity {
    private static final Predicate<String> ID = Pattern.compile("[0-9a-f]{16}").asMatchPredicate();
    private static final Predicate<String> HOST =
            Pattern.compile("[^\\p{Cntrl}\\s]{1,253}").asMatchPredicate();

    private Identity() {}

    /// Whether it can be the name of a machine.
    static boolean isHost(String name) {
        return HOST.test(name);
    }

    static Instance of(Path folder, Optional<String> host, RandomGenerator random) throws IOException {
        host.filter(HOST.negate()).ifPresent(wrong -> {
            throw new StartRefusedException(
                    "mountmark.host: expected 1 to 253 characters without blanks, got \"" + wrong + "\"");
        });
        var id = kept(
                folder.resolve("instance"),
                ID,
                "16 hexadecimal digits",
                () -> HexFormat.of().toHexDigits(random.nextLong()));
        return new Instance(
                id,
                host.isPresent()
                        ? host.get()
                        : kept(folder.resolve("host"), HOST, "the name of this machine", HostName::own));
    }

    private static String kept(Path file, Predicate<String> form, String expected, Supplier<String> made)
            throws IOException {
        if (!Files.exists(file)) {
            write(file, made.get());
        }
        var text = Files.readString(file).strip();
        if (!form.test(text)) {
            throw new StartRefusedException(DataFolder.SETTING + ": expected " + expected + " in " + file + ", got \""
                    + text + "\"; put the former value back or remove the file for a new one");
        }
        return text;
    }

    /// Whole or not at all, also when the power fails in between.
    private static void write(Path file, String text) throws IOException {
        var draft = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(draft, text + "\n");
        try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
