package dev.mountmark.docker;

import dev.mountmark.docker.Hints.Naming;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// The engines that this machine's user would find without being told: by contexts, `DOCKER_HOST`
/// and known places.
///
/// @param machine where they are looked for
/// @param addresses reads what contexts and variables name
record Discovery(Machine machine, Addresses addresses) {
    /// @param usual whether the usual place is listed where nothing is found
    /// @param troubles gets what belongs to none of them
    List<Found> found(boolean usual, List<String> troubles) {
        var places = new KnownPlaces(machine);
        var contexts = DockerContexts.of(machine, addresses);
        troubles.addAll(contexts.troubles());
        var all = new ArrayList<Found>();
        for (var context : contexts.contexts()) {
            all.add(found(
                    places,
                    new Found(
                            context.name(),
                            context.name(),
                            null,
                            Naming.GIVEN,
                            context.access(),
                            List.of(by(context.name(), contexts.current())))));
        }
        var host = machine.variable("DOCKER_HOST");
        host.map(this::named)
                .ifPresent(access -> all.add(found(
                        places,
                        new Found("docker-host", "Docker host", null, Naming.ANY, access, List.of("DOCKER_HOST")))));
        if (host.isEmpty()) {
            usual(places, contexts.current()).ifPresent(all::add);
        }
        for (var place : places.there()) {
            all.add(found(place, machine.shortened(place.path())));
        }
        if (usual && all.isEmpty()) {
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
            return Optional.of(new Found(
                    "docker-desktop", Kinds.DOCKER_DESKTOP, "docker-desktop", Naming.PRODUCT, pipe, List.of(by)));
        }
        var path = places.usual().path();
        return Files.exists(path) ? Optional.of(found(places.of(path).orElse(places.usual()), by)) : Optional.empty();
    }

    /// An engine that the user has named is listed even when it is not there: another one would be
    /// a surprise.
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
        return found(place, new Access.Socket(place.path()), by);
    }

    private static Found found(KnownPlaces.Place place, Access access, String by) {
        return new Found(
                place.slug(),
                place.name(),
                place.slug(),
                place.anybodys() ? Naming.ANY : Naming.PRODUCT,
                access,
                List.of(by));
    }

    /// What leads to a known place has its names.
    private static Found found(KnownPlaces places, Found one) {
        var by = one.by().getFirst();
        return one.access() instanceof Access.Socket(var path)
                ? places.of(path).map(place -> found(place, one.access(), by)).orElse(one)
                : new Found(one.slug(), one.name(), null, one.naming(), checked(one.access()), one.by());
    }

    /// Nobody is asked for anything over a plain connection: whoever sits on the way could take the
    /// engine's place, and whoever reaches that port is root on its machine. Who wants that has to
    /// say so.
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
}
