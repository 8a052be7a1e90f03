package dev.mountmark.docker;

import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.Slug;
import java.net.URI;
import java.nio.file.Files;
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

    /// What was found, before it has a slug of its own.
    ///
    /// @param placed whether slug and name are those of a known place
    private record Found(String slug, String name, boolean placed, Access access, List<String> by) {
        Found and(Found other) {
            var all = Stream.concat(by.stream(), other.by.stream()).distinct().toList();
            return new Found(slug, name, placed, access, all);
        }
    }

    /// @throws IllegalArgumentException when a setting names what no engine can be
    All all() {
        var troubles = new ArrayList<String>();
        var found = discovery.discovery() ? named(found(troubles)) : Map.<Slug, Found>of();
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
                declared.engineWorkDirectory().map(Endpoints::withoutLastSlash).orElse(ours.toString()),
                by);
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
                        endpoint.foundBy()))
                .orElse(endpoint);
    }

    private Endpoint endpoint(Runtime runtime, Found found) {
        return new Endpoint(runtime, found.access(), workDirectory, workDirectory.toString(), found.by());
    }

    private List<Found> found(List<String> troubles) {
        var places = new KnownPlaces(machine);
        var contexts = DockerContexts.of(machine, addresses);
        troubles.addAll(contexts.troubles());
        var all = new ArrayList<Found>();
        for (var context : contexts.contexts()) {
            all.add(found(
                    places, context.access(), context.name(), context.name(), by(context.name(), contexts.current())));
        }
        var host = machine.variable("DOCKER_HOST");
        host.ifPresent(address -> all.add(found(places, named(address), "docker-host", "Docker host", "DOCKER_HOST")));
        if (host.isEmpty()) {
            usual(places, contexts.current()).ifPresent(all::add);
        }
        for (var place : places.there()) {
            all.add(found(place, machine.shortened(place.path())));
        }
        if (all.isEmpty() && settings.declared().isEmpty()) {
            all.add(found(places.usual(), machine.shortened(places.usual().path())));
        }
        return together(all);
    }

    private static String by(String context, String current) {
        return "context " + context + (context.equals(current) ? " (current)" : "");
    }

    /// The context that has no file.
    private Optional<Found> usual(KnownPlaces places, String current) {
        var by = by(DockerContexts.DEFAULT, current);
        if (machine.windows()) {
            var pipe = new Access.Pipe("//./pipe/docker_engine");
            return Optional.of(new Found("docker-desktop", "Docker Desktop", true, pipe, List.of(by)));
        }
        var path = places.usual().path();
        return Files.exists(path) ? Optional.of(found(places.of(path).orElse(places.usual()), by)) : Optional.empty();
    }

    /// An engine that the user has named is listed even when it is not there: another one would be a surprise.
    private Access named(String address) {
        var tls = address.startsWith("tcp://")
                        && machine.variable("DOCKER_TLS_VERIFY").isPresent()
                ? Tls.in(machine.variable("DOCKER_CERT_PATH").map(Path::of).orElse(machine.dockerFolder()))
                : null;
        try {
            return addresses.read(address, tls);
        } catch (IllegalArgumentException e) {
            return new Access.Refused(address, true, "DOCKER_HOST: " + e.getMessage());
        }
    }

    private static Found found(KnownPlaces.Place place, String by) {
        return new Found(place.slug(), place.name(), true, new Access.Socket(place.path()), List.of(by));
    }

    private static Found found(KnownPlaces places, Access access, String slug, String name, String by) {
        var place = access instanceof Access.Socket(var path) ? places.of(path) : Optional.<KnownPlaces.Place>empty();
        return new Found(
                place.map(KnownPlaces.Place::slug).orElse(slug),
                place.map(KnownPlaces.Place::name).orElse(name),
                place.isPresent(),
                checked(access),
                List.of(by));
    }

    /// Nobody is asked for anything over a plain connection: whoever sits on the way could take the engine's place,
    /// and whoever reaches that port is root on its machine. Who wants that has to say so.
    private static Access checked(Access access) {
        return access instanceof Access.Tcp(var host, var _, var tls) && tls == null && !access.local()
                ? new Access.Refused(
                        access.address(),
                        false,
                        "plain tcp: expected tls on the way to " + host + ", got none: whoever reaches that port is"
                                + " root there, without any check; set DOCKER_TLS_VERIFY or a context with"
                                + " certificates, or declare it as mountmark.runtimes.<slug>.endpoint all the same")
                : access;
    }

    /// Each engine once, with all that has led to it.
    private static List<Found> together(List<Found> all) {
        var byIdentity = new LinkedHashMap<String, Found>();
        all.forEach(one -> byIdentity.merge(one.access().identity(), one, Found::and));
        return List.copyOf(byIdentity.values());
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
        Stream.concat(all.stream().filter(Found::placed), all.stream().filter(one -> !one.placed()))
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
