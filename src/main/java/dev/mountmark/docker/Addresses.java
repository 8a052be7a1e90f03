package dev.mountmark.docker;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads addresses of engines in the forms that Docker's own client takes.
///
/// @param ssh the program that opens `ssh://`
/// @param windows whether there are named pipes here
record Addresses(String ssh, boolean windows) {
    private static final int TCP = 2375;
    private static final int TLS = 2376;
    private static final int LAST_PORT = 65535;

    private static final Pattern FORM = Pattern.compile("(unix|tcp|ssh|npipe)://(.+)", Pattern.DOTALL);
    /// User, host, port, path. What begins with a dash would be an option of ssh.
    private static final Pattern PARTS = Pattern.compile(
            "(?:([A-Za-z0-9._~+][A-Za-z0-9._~+-]*)@)?(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._][A-Za-z0-9._-]*)(?::(\\d{1,5}))?(/.*)?");
    /// The shell on the other side reads it.
    private static final Pattern PLAIN_PATH = Pattern.compile("/[A-Za-z0-9._/-]+");

    private static final Pattern SECRET = Pattern.compile("//([^@/:]*):[^@/]*@");

    /// @param tls what to prove over `tcp://`, absent for nothing
    /// @throws IllegalArgumentException when it has another form
    Access read(String address, @Nullable Tls tls) {
        var form = FORM.matcher(address);
        if (!form.matches()) {
            throw refused(address);
        }
        var scheme = form.group(1);
        if (tls != null && !scheme.equals("tcp")) {
            throw new IllegalArgumentException("expected tcp:// where tls is set, got " + address);
        }
        var rest = form.group(2);
        return switch (scheme) {
            case "unix" -> socket(address, rest);
            case "tcp" -> tcp(address, rest, tls);
            case "ssh" -> ssh(address, rest);
            default -> pipe(address, rest);
        };
    }

    private static Access socket(String address, String path) {
        try {
            if (!path.startsWith("/")) {
                throw refused(address);
            }
            return new Access.Socket(Path.of(path));
        } catch (InvalidPathException e) {
            throw refused(address);
        }
    }

    private static Access tcp(String address, String rest, @Nullable Tls tls) {
        var parts = PARTS.matcher(rest);
        if (!parts.matches()
                || parts.group(1) != null
                || !(parts.group(4) == null || parts.group(4).equals("/"))) {
            throw refused(address);
        }
        var port = port(address, parts.group(3));
        return new Access.Tcp(parts.group(2), port > 0 ? port : tls == null ? TCP : TLS, tls);
    }

    private Access ssh(String address, String rest) {
        var parts = PARTS.matcher(rest);
        if (!parts.matches()) {
            throw refused(address);
        }
        var path = parts.group(4);
        if (path != null && path.length() > 1 && !PLAIN_PATH.matcher(path).matches()) {
            throw refused(address);
        }
        return new Access.Ssh(
                ssh,
                parts.group(1),
                parts.group(2),
                port(address, parts.group(3)),
                path == null || path.length() == 1 ? null : path);
    }

    private Access pipe(String address, String path) {
        if (!path.startsWith("//./pipe/")) {
            throw refused(address);
        }
        return windows
                ? new Access.Pipe(path)
                : new Access.Refused(
                        address,
                        true,
                        "npipe: expected Windows, where named pipes are, got another system; take unix://, tcp:// or"
                                + " ssh://");
    }

    /// 0 for none.
    private static int port(String address, @Nullable String digits) {
        var port = digits == null ? 0 : Integer.parseInt(digits);
        if (digits != null && (port == 0 || port > LAST_PORT)) {
            throw refused(address);
        }
        return port;
    }

    private static IllegalArgumentException refused(String address) {
        return new IllegalArgumentException("expected unix:///path/to/docker.sock, tcp://host:2376, ssh://user@host or"
                + " npipe:////./pipe/docker_engine, got "
                + SECRET.matcher(address).replaceFirst("//$1:…@"));
    }
}
