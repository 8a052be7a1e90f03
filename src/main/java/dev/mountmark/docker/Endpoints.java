package dev.mountmark.docker;

import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.Slug;
import dev.mountmark.docker.Hints.Naming;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which engines there are: those that are declared, and those that this machine's user would find. One engine that
/// is found in several ways is one runtime; a declared one is not found besides.
final class Endpoints {
    private static final int LONGEST_SLUG = 56;

    private final RuntimeSettings settings;
    private final DiscoverySettings discovery;
    private final Path workDirectory;
    private final Machine machine;
    private final Addresses addresses;

    Endpoints(RuntimeSettings settings, DiscoverySettings discovery, Path workDirectory, Machine machine) {
        this.settings = settings;
        this.discovery = discovery;
        this.workDirectory = workDirectory.toAbsolutePath().normalize();
        this.machine = machine;
        addresses = new Addresses(discovery.ssh(), machine.windows());
    }

    /// @param endpoints by slug
    /// @param troubles that belong to none of them
    record All(List<Endpoint> endpoints, List<String> troubles) {
        All {
            endpoints = List.copyOf(endpoints);
            troubles = List.copyOf(troubles);
        }
    }

    /// @throws IllegalArgumentException when a setting names what no engine can be
    All all() {
        var troubles = new ArrayList<String>();
        var found = discovery.discovery()
                ? named(new Discovery(machine, addresses)
                        .found(settings.declared().isEmpty(), troubles))
                : Map.<Slug, Found>of();
        var declared = new TreeMap<Slug, Endpoint>();
        new TreeMap<>(settings.declared())
                .forEach((name, one) -> declared.put(slug(name), unlessTwice(declared(name, one, found), declared)));
        var taken = declared.values().stream()
                .map(endpoint -> endpoint.access().identity())
                .collect(Collectors.toSet());
        var all = new ArrayList<>(declared.values());
        found.forEach((slug, one) -> {
            if (!declared.containsKey(slug) && !taken.contains(one.access().identity())) {
                all.add(endpoint(new Runtime(slug, one.name()), one));
            }
        });
        all.sort(Comparator.comparing(Endpoint::runtime));
        return new All(all, troubles);
    }

    private Endpoint declared(String name, RuntimeSettings.Declared declared, Map<Slug, Found> found) {
        var slug = slug(name);
        var setting = "mountmark.runtimes." + name + ".endpoint";
        var named = declared.endpoint();
        var other = Optional.ofNullable(found.get(slug)).filter(_ -> named.isEmpty());
        var access = named.map(uri -> access(setting, uri, declared.tls()))
                .or(() -> other.map(Found::access))
                .orElseGet(() -> nothing(setting, slug));
        var ours = declared.workDirectory()
                .map(Path::toAbsolutePath)
                .map(Path::normalize)
                .orElse(workDirectory);
        var by = Stream.concat(
                        named.map(_ -> setting).stream(),
                        found.values().stream()
                                .filter(one -> one.access().identity().equals(access.identity()))
                                .flatMap(one -> one.by().stream()))
                .toList();
        return new Endpoint(
                new Runtime(
                        slug, declared.name().or(() -> other.map(Found::name)).orElse(name)),
                access,
                ours,
                declared.engineWorkDirectory().map(Endpoints::withoutLastSlash).orElse(null),
                by,
                hints(name, declared, access, other));
    }

    private Hints hints(String name, RuntimeSettings.Declared declared, Access access, Optional<Found> found) {
        var prefix = "mountmark.runtimes." + name + ".";
        var facts = new TreeMap<String, Finding>();
        declared.virtualization().ifPresent(word -> {
            var setting = prefix + Telling.VIRTUALIZATION;
            facts.put(
                    Telling.VIRTUALIZATION,
                    new Finding(Virtualization.declared(setting, word).title(), setting));
        });
        declared.sharing().ifPresent(word -> {
            var setting = prefix + Telling.SHARING;
            facts.put(
                    Telling.SHARING, new Finding(Sharing.declared(setting, word).title(), setting));
        });
        var place = found.map(Found::place)
                .or(() -> access instanceof Access.Socket(var path)
                        ? new KnownPlaces(machine).of(path).map(KnownPlaces.Place::slug)
                        : Optional.empty());
        var naming = declared.name().isPresent()
                ? Naming.GIVEN
                : found.map(Found::naming).orElse(Naming.PRODUCT);
        return new Hints(machine, place.orElse(null), naming, facts);
    }

    private static Slug slug(String name) {
        var slug = new Slug(name);
        if (slug.equals(Runtime.HOST)) {
            throw new IllegalArgumentException(
                    "mountmark.runtimes: expected another name than host, which is this machine without a container");
        }
        return slug;
    }

    private Access access(String setting, URI uri, RuntimeSettings.Proof proof) {
        var tls = proof.ca().isPresent()
                        || proof.cert().isPresent()
                        || proof.key().isPresent()
                ? new Tls(
                        proof.ca().orElse(null),
                        proof.cert().orElse(null),
                        proof.key().orElse(null))
                : null;
        var plain = "unix".equals(uri.getScheme()) && uri.getPath() != null && uri.getRawAuthority() == null;
        try {
            return addresses.read(plain ? "unix://" + uri.getPath() : uri.toString(), tls);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(setting + ": " + e.getMessage(), e);
        }
    }

    private Access nothing(String setting, Slug slug) {
        if (!discovery.discovery()) {
            throw new IllegalArgumentException(
                    setting + ": expected unix:///path/to/docker.sock or another address, got nothing");
        }
        return new Access.Refused(
                "", true, setting + ": expected an address, or an engine that is found as " + slug + ", got neither");
    }

    private static Endpoint unlessTwice(Endpoint endpoint, Map<Slug, Endpoint> before) {
        return before.values().stream()
                .filter(endpoint::same)
                .findFirst()
                .map(first -> new Endpoint(
                        endpoint.runtime(),
                        new Access.Refused(
                                endpoint.address(),
                                endpoint.local(),
                                "mountmark.runtimes.%s: expected another endpoint or work-directory than those of %s, got the same"
                                        .formatted(
                                                endpoint.runtime().slug(),
                                                first.runtime().slug())),
                        endpoint.workDirectory(),
                        endpoint.engineWorkDirectory(),
                        endpoint.foundBy(),
                        endpoint.hints()))
                .orElse(endpoint);
    }

    private Endpoint endpoint(Runtime runtime, Found found) {
        return new Endpoint(
                runtime,
                found.access(),
                workDirectory,
                null,
                found.by(),
                new Hints(machine, found.place(), found.naming(), Map.of()));
    }

    /// Slugs are given to known places first, so that nobody's context takes them.
    private Map<Slug, Found> named(List<Found> all) {
        var taken = new HashSet<Slug>(Set.of(Runtime.HOST));
        settings.declared().forEach((name, declared) -> {
            if (declared.endpoint().isPresent()) {
                taken.add(slug(name));
            }
        });
        var named = new LinkedHashMap<Slug, Found>();
        Stream.concat(
                        all.stream().filter(one -> one.place() != null),
                        all.stream().filter(one -> one.place() == null))
                .forEach(one -> {
                    var slug = free(one.slug(), taken);
                    taken.add(slug);
                    named.put(slug, one);
                });
        return named;
    }

    private static Slug free(String wanted, Set<Slug> taken) {
        var text = wanted.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        var cut = text.substring(0, Math.min(text.length(), LONGEST_SLUG)).replaceAll("-$", "");
        var base = cut.isEmpty() ? "engine" : cut;
        var slug = new Slug(base);
        for (var number = 2; taken.contains(slug); number++) {
            slug = new Slug(base + "-" + number);
        }
        return slug;
    }

    private static String withoutLastSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
