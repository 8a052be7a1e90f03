package dev.mountmark.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mountmark.docker.Hints.Naming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Names, virtual machines and shares, of Docker Desktop for Mac above all. Nothing of it was tried
/// on a Mac.
class TellingTest {
    private static final String STORE = "Library/Group Containers/group.com.docker/settings-store.json";
    private static final String OLDER = "Library/Group Containers/group.com.docker/settings.json";

    @TempDir
    Path home;

    private void write(String path, String json) throws IOException {
        var file = home.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, json.replace('\'', '"'));
    }

    private Hints hints(String place, Naming naming, Map<String, Finding> declared) {
        return new Hints(new Machine(Map.of(), home, "Mac OS X", home), place, naming, declared);
    }

    private Telling desktop() throws IOException {
        return desktop(Naming.PRODUCT, Map.of());
    }

    private Telling desktop(Naming naming, Map<String, Finding> declared) throws IOException {
        return telling("docker-desktop-mac", hints("docker-desktop", naming, declared));
    }

    private static Telling telling(String name, Hints hints) throws IOException {
        var answer = answer(name);
        return Telling.of(Answers.endpoint(hints), Answers.version(answer), Answers.info(answer));
    }

    private static JsonNode answer(String name) throws IOException {
        return new ObjectMapper()
                .readTree(Path.of("src/test/resources/engines", name + ".json").toFile());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "{'UseLibkrun': true, 'UseVirtualizationFramework': false} | Docker VMM | - | Docker-VMM",
                "{'UseLibkrun': false, 'UseVirtualizationFramework': true} | Apple Virtualization framework | - |"
                        + " Docker-VZ",
                "{'UseVirtualizationFramework': true, 'UseVirtualizationFrameworkVirtioFS': true, 'UseGrpcfuse': true}"
                        + " | Apple Virtualization framework | VirtioFS | Docker-VZ",
                "{'UseVirtualizationFramework': {'locked': true, 'value': true}, 'UseGrpcfuse': true} |"
                        + " Apple Virtualization framework | gRPC FUSE | Docker-VZ",
                "{'UseVirtualizationFramework': false, 'UseVirtualizationFrameworkVirtioFS': false,"
                        + " 'UseGrpcfuse': false} | QEMU or HyperKit | osxfs | Docker-legacy",
                "{'MemoryMiB': 8092} | - | - | Some engine",
                "not JSON | - | - | Some engine"
            })
    void modesOfDockerDesktopAreInItsSettings(
            String json, @Nullable String virtualization, @Nullable String sharing, String name) throws IOException {
        write(STORE, json);

        var telling = desktop();

        assertThat(telling.facts().get("virtualization")).isEqualTo(virtualization);
        assertThat(telling.facts().get("sharing")).isEqualTo(sharing);
        assertThat(telling.runtime().displayName()).isEqualTo(name);
    }

    /// Older files hold all of them on every system.
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "Windows 11, true, WSL 2, -",
                "Windows 11, false, Hyper-V, -",
                "Mac OS X, true, QEMU or HyperKit, VirtioFS",
                "Linux, true, -, -"
            })
    void settingsOfAnotherSystemSayNothing(
            String system, boolean wsl, @Nullable String virtualization, @Nullable String sharing) throws IOException {
        for (var folder : new String[] {"Docker", "Library/Group Containers/group.com.docker", ".docker/desktop"}) {
            write(
                    folder + "/settings.json",
                    "{'useVirtualizationFramework': false, 'useVirtualizationFrameworkVirtioFS': true,"
                            + " 'useGrpcfuse': true, 'wslEngineEnabled': {'locked': false, 'value': " + wsl + "}}");
        }
        var machine = new Machine(Map.of("APPDATA", home.toString()), home, system, home);

        var facts = telling("docker-desktop-mac", new Hints(machine, "docker-desktop", Naming.PRODUCT, Map.of()))
                .facts();

        assertThat(facts.get("virtualization")).isEqualTo(virtualization);
        assertThat(facts.get("sharing")).isEqualTo(sharing);
    }

    @Test
    void theOlderFileOfDockerDesktopIsReadWhereThereIsNoNewer() throws IOException {
        write(OLDER, "{'useVirtualizationFramework': true}");

        assertThat(desktop().findings().get("virtualization"))
                .isEqualTo(new Finding("Apple Virtualization framework", "~/" + OLDER));
    }

    @Test
    void theNewerFileGoesBeforeTheOlder() throws IOException {
        write(OLDER, "{'useVirtualizationFramework': true}");
        write(STORE, "{'UseLibkrun': true}");

        assertThat(desktop().runtime().displayName()).isEqualTo("Docker-VMM");
    }

    @Test
    void settingsOfDockerDesktopSayNothingOfOthers() throws IOException {
        write(STORE, "{'UseLibkrun': true}");

        assertThat(telling("orbstack", hints("docker", Naming.ANY, Map.of())).facts())
                .doesNotContainKey("virtualization");
    }

    @Test
    void aDeclaredShareIsARuntimeOfItsOwnName() throws IOException {
        write(STORE, "{'UseVirtualizationFramework': true, 'UseVirtualizationFrameworkVirtioFS': true}");
        var declared = new Finding(Sharing.SYNCHRONIZED.title(), "mountmark.runtimes.sync.sharing");

        var telling = desktop(Naming.PRODUCT, Map.of("sharing", declared));

        assertThat(telling.runtime().displayName()).isEqualTo("Docker-VZ-sync");
        assertThat(telling.findings().get("sharing")).isEqualTo(declared);
    }

    @Test
    void aGivenNameIsKept() throws IOException {
        write(STORE, "{'UseLibkrun': true}");

        assertThat(desktop(Naming.GIVEN, Map.of()).runtime().displayName()).isEqualTo("Some engine");
    }

    @Test
    void anEngineThatIsAwayKeepsItsName() throws IOException {
        write(STORE, "{'UseLibkrun': true}");

        var telling = Telling.of(Answers.endpoint(hints("docker-desktop", Naming.PRODUCT, Map.of())));

        assertThat(telling.runtime().displayName()).isEqualTo("Docker-VMM");
    }

    @ParameterizedTest
    @CsvSource({"orbstack, OrbStack", "colima, Colima", "lima, Lima", "docker-userns, Some engine"})
    void whatAnswersAtAPlaceOfAnybodysGivesTheName(String engine, String name) throws IOException {
        assertThat(telling(engine, hints("docker", Naming.ANY, Map.of()))
                        .runtime()
                        .displayName())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "virtiofs, VirtioFS",
        "virtiofs.virtiofs0, VirtioFS",
        "fakeowner, VirtioFS",
        "fuse.grpcfuse, gRPC FUSE",
        "fuse.osxfs, osxfs",
        "ext4, synchronized file share"
    })
    void theFileSystemInsideTellsTheShareOfDockerDesktop(String fileSystem, String sharing) throws IOException {
        assertThat(desktop().sharing(fileSystem)).map(Finding::value).contains(sharing);
    }

    @ParameterizedTest
    @CsvSource({"9p, 9p", "fuse.sshfs, SSHFS", "virtiofs, VirtioFS"})
    void andThatOfLima(String fileSystem, String sharing) throws IOException {
        var lima = telling("lima", hints("docker", Naming.ANY, Map.of()));

        assertThat(lima.sharing(fileSystem)).map(Finding::value).contains(sharing);
        assertThat(lima.sharing("ext4")).isEmpty();
    }

    @Test
    void whatIsSeenGoesBeforeWhatIsWrittenAndBothAreTold() throws IOException {
        write(STORE, "{'UseGrpcfuse': true}");

        assertThat(desktop().sharing("virtiofs"))
                .contains(new Finding(
                        "VirtioFS", "the file system seen in the container; ~/" + STORE + " says gRPC FUSE"));
    }

    @Test
    void whatIsWrittenIsTakenWhereNothingIsSeen() throws IOException {
        write(STORE, "{'UseGrpcfuse': true}");

        assertThat(desktop().sharing("zfs")).map(Finding::value).contains("gRPC FUSE");
        assertThat(desktop().sharing(null)).map(Finding::value).contains("gRPC FUSE");
    }
}
