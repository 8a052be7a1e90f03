package dev.mountmark.history;

import java.util.regex.Pattern;

/// An address as anybody may read it: without user, password and parameters.
///
/// @param origin scheme, host and port
/// @param path what follows, empty where nothing does
public record ShownAddress(String origin, String path) {
    private static final Pattern SCHEME = Pattern.compile("^(?:jdbc:)?([a-z][a-z0-9+.-]*)://");

    /// One host or several, each with or without port. What does not look so may be half a password.
    private static final Pattern HOSTS =
            Pattern.compile("([\\w.-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?(,([\\w.-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?)*");

    private static final String HIDDEN = "…";

    /// @param address whatever somebody has set as one: passwords hold `@`, `/` and `?`, too
    public static ShownAddress of(String address) {
        var scheme = SCHEME.matcher(address);
        if (!scheme.find()) {
            return new ShownAddress(HIDDEN, "");
        }
        var rest = address.substring(scheme.end());
        var hosts = afterUser(rest).replaceFirst("[?#].*", "");
        var slash = hosts.indexOf('/');
        var authority = slash < 0 ? hosts : hosts.substring(0, slash);
        var known = HOSTS.matcher(authority).matches();
        return new ShownAddress(
                scheme.group(1) + "://" + (known ? authority : HIDDEN),
                known && slash >= 0 ? hosts.substring(slash) : "");
    }

    /// The last `@` before the parameters ends the user's part; those may have one of their own.
    private static String afterUser(String rest) {
        var parameters = rest.indexOf('?');
        var last = rest.lastIndexOf('@', parameters < 0 ? rest.length() : parameters);
        return rest.substring(last + 1);
    }

    @Override
    public String toString() {
        return origin + path;
    }
}
