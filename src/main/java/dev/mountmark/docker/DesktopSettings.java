package dev.mountmark.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What Docker Desktop keeps of its settings on the host: its API says none of it. The newer file
/// holds only what somebody has changed, so what is not there is not known. Written by its
/// documentation, and not tried on a Mac.
///
/// @param values by name, in lower case: the two files differ in that
/// @param source the file, for people
record DesktopSettings(Map<String, Boolean> values, String source) {
    private static final ObjectMapper JSON = new ObjectMapper();

    DesktopSettings {
        values = Map.copyOf(values);
    }

    /// Those of the newest file that there is; empty where there is none, or one that cannot be
    /// read.
    static Optional<DesktopSettings> of(Machine machine) {
        return folders(machine)
                .flatMap(folder -> Stream.of(folder.resolve("settings-store.json"), folder.resolve("settings.json")))
                .filter(Files::isRegularFile)
                .findFirst()
                .flatMap(file -> read(machine, file));
    }

    private static Stream<Path> folders(Machine machine) {
        if (machine.linux()) {
            return Stream.of(machine.home().resolve(".docker/desktop"));
        }
        return machine.windows()
                ? machine.variable("APPDATA").map(folder -> Path.of(folder).resolve("Docker")).stream()
                : Stream.of(machine.home().resolve("Library/Group Containers/group.com.docker"));
    }

    private static Optional<DesktopSettings> read(Machine machine, Path file) {
        try {
            var values = new TreeMap<String, Boolean>();
            JSON.readTree(Files.readAllBytes(file))
                    .properties()
                    .forEach(setting -> truth(setting.getValue())
                            .ifPresent(value -> values.put(setting.getKey().toLowerCase(Locale.ROOT), value)));
            values.keySet().removeIf(name -> !applies(machine, name));
            return Optional.of(new DesktopSettings(values, machine.shortened(file)));
        } catch (IOException broken) {
            // Then the machine and the share are told by nobody, which is what people see.
            return Optional.empty();
        }
    }

    /// A file may hold the settings of all systems with their defaults; those of another system say nothing.
    private static boolean applies(Machine machine, String name) {
        return switch (name) {
            case "usevirtualizationframework", "usevirtualizationframeworkvirtiofs", "usegrpcfuse" -> machine.mac();
            case "wslengineenabled" -> machine.windows();
            default -> true;
        };
    }

    /// Some are objects that also say who may change them.
    private static Optional<Boolean> truth(JsonNode node) {
        var value = node.isObject() ? node.path("value") : node;
        return value.isBoolean() ? Optional.of(value.booleanValue()) : Optional.empty();
    }

    Optional<Finding> virtualization() {
        return first(List.of(
                new Row(Virtualization.VMM.title(), List.of("uselibkrun"), true),
                new Row(Virtualization.VZ.title(), List.of("usevirtualizationframework"), true),
                new Row(Virtualization.WSL2.title(), List.of("wslengineenabled"), true),
                new Row(Virtualization.LEGACY.title(), List.of("usevirtualizationframework"), false),
                new Row(Virtualization.HYPER_V.title(), List.of("wslengineenabled"), false)));
    }

    /// Where both are set, VirtioFS is what is used.
    Optional<Finding> sharing() {
        return first(List.of(
                new Row(Sharing.VIRTIOFS.title(), List.of("usevirtualizationframeworkvirtiofs"), true),
                new Row(Sharing.GRPC_FUSE.title(), List.of("usegrpcfuse"), true),
                new Row(Sharing.OSXFS.title(), List.of("usevirtualizationframeworkvirtiofs", "usegrpcfuse"), false)));
    }

    /// @param names of settings that all have to be there with that value
    private record Row(String tells, List<String> names, boolean value) {}

    private Optional<Finding> first(List<Row> table) {
        return table.stream()
                .filter(row -> row.names().stream()
                        .allMatch(name -> Optional.of(row.value()).equals(Optional.ofNullable(values.get(name)))))
                .findFirst()
                .map(row -> new Finding(row.tells(), source));
    }
}
