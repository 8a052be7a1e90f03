package dev.mountmark.docker;

import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.api.model.VersionComponent;
import dev.mountmark.benchmark.Runtime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What kind of engine an endpoint leads to, and who says so.
///
/// @param endpoint which
/// @param said by each witness
/// @param findings by the names that `/runtimes` and samples have for them
record Telling(Endpoint endpoint, Map<Witness, String> said, SortedMap<String, Finding> findings) {
    static final String KIND = "kind";
    static final String PRIVILEGES = "privileges";
    static final String VIRTUALIZATION = "virtualization";
    static final String SHARING = "sharing";

    Telling {
        said = Map.copyOf(said);
        findings = new TreeMap<>(findings);
    }

    /// An engine that is not asked, or gives no answer: its place tells.
    static Telling of(Endpoint endpoint) {
        return of(endpoint, null, null);
    }

    static Telling of(Endpoint endpoint, @Nullable Version version, @Nullable Info info) {
        var said = said(endpoint, version, info);
        var findings = new TreeMap<String, Finding>();
        var kind = Rule.first(Kinds.KINDS, said);
        kind.ifPresent(one -> {
            findings.put(KIND, one);
            said.put(Witness.KIND, one.value());
        });
        Rule.first(Kinds.PRIVILEGES, said).ifPresent(one -> findings.put(PRIVILEGES, one));
        var settings = kind.filter(one -> one.value().equals(Kinds.DOCKER_DESKTOP))
                .filter(_ -> endpoint.local())
                .flatMap(_ -> DesktopSettings.of(endpoint.hints().machine()));
        endpoint.hints()
                .declared(VIRTUALIZATION)
                .or(() -> settings.flatMap(DesktopSettings::virtualization))
                .ifPresent(one -> findings.put(VIRTUALIZATION, one));
        endpoint.hints()
                .declared(SHARING)
                .or(() -> settings.flatMap(DesktopSettings::sharing))
                .ifPresent(one -> findings.put(SHARING, one));
        return new Telling(endpoint, said, findings);
    }

    private static Map<Witness, String> said(Endpoint endpoint, @Nullable Version version, @Nullable Info info) {
        var said = new EnumMap<Witness, String>(Witness.class);
        if (endpoint.hints().place() != null) {
            said.put(Witness.PLACE, endpoint.hints().place());
        }
        if (endpoint.local()) {
            said.put(Witness.HOST, endpoint.hints().machine().system());
        }
        if (version != null) {
            put(
                    said,
                    Witness.PLATFORM,
                    version.getPlatform() == null ? null : version.getPlatform().getName());
            put(
                    said,
                    Witness.COMPONENTS,
                    Objects.requireNonNullElse(version.getComponents(), List.<VersionComponent>of()).stream()
                            .map(VersionComponent::getName)
                            .collect(Collectors.joining(", ")));
        }
        if (info != null) {
            put(said, Witness.SYSTEM, info.getOperatingSystem());
            put(said, Witness.NAME, info.getName());
            put(said, Witness.ROOT, info.getDockerRootDir());
            // Podman's own; the client knows no such property.
            var rootless = info.getRawValues().get("Rootless");
            put(said, Witness.ROOTLESS, rootless == null ? null : rootless.toString());
            if (info.getSecurityOptions() != null) {
                // An empty list says something: nothing of the kind.
                said.put(Witness.SECURITY, String.join(" ", info.getSecurityOptions()));
            }
        }
        return said;
    }

    private static void put(Map<Witness, String> said, Witness by, @Nullable String words) {
        if (words != null && !words.isBlank()) {
            said.put(by, words);
        }
    }

    /// Whether root in its containers is who runs the engine.
    boolean rootless() {
        var privileges = findings.get(PRIVILEGES);
        return privileges != null && privileges.value().equals(Kinds.ROOTLESS);
    }

    /// What a container sees goes before what anybody has written down; who says otherwise is told.
    ///
    /// @param fileSystem of a folder of the host, as seen from inside; absent where that is not
    /// known
    Optional<Finding> sharing(@Nullable String fileSystem) {
        var known = Optional.ofNullable(findings.get(SHARING));
        if (fileSystem == null) {
            return known;
        }
        var more = new EnumMap<Witness, String>(Witness.class);
        more.putAll(said);
        more.put(Witness.FILE_SYSTEM, fileSystem);
        return Rule.first(Kinds.SHARINGS, more)
                .map(seen -> known.filter(one -> !one.value().equals(seen.value()))
                        .map(one ->
                                new Finding(seen.value(), seen.source() + "; " + one.source() + " says " + one.value()))
                        .orElse(seen))
                .or(() -> known);
    }

    /// With the name that people know it by.
    Runtime runtime() {
        var runtime = endpoint.runtime();
        return switch (endpoint.hints().name()) {
            case GIVEN -> runtime;
            case PRODUCT ->
                desktop().map(name -> new Runtime(runtime.slug(), name)).orElse(runtime);
            case ANY ->
                desktop()
                        .or(() -> Optional.ofNullable(findings.get(KIND))
                                .map(Finding::value)
                                .filter(kind -> !kind.equals(Kinds.DOCKER)))
                        .map(name -> new Runtime(runtime.slug(), name))
                        .orElse(runtime);
        };
    }

    /// Docker Desktop is as many runtimes as it has ways to run and to share.
    private Optional<String> desktop() {
        var kind = findings.get(KIND);
        if (kind == null || !kind.value().equals(Kinds.DOCKER_DESKTOP)) {
            return Optional.empty();
        }
        var synchronised = Optional.ofNullable(findings.get(SHARING))
                .filter(one -> one.value().equals(Sharing.SYNCHRONIZED.title()))
                .map(_ -> "sync");
        return Optional.ofNullable(findings.get(VIRTUALIZATION))
                .flatMap(one -> Virtualization.titled(one.value()))
                .map(machine -> Stream.concat(Stream.of(machine.dockerDesktop()), synchronised.stream())
                        .collect(Collectors.joining("-")));
    }

    /// Values by name.
    Map<String, String> facts() {
        return findings.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, fact -> fact.getValue().value()));
    }

    /// Who says each, by name.
    Map<String, String> sources() {
        return findings.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, fact -> fact.getValue().source()));
    }
}
