package dev.mountmark.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointsTest {
    private static final Path WORK = Path.of("/data/work");

    @TempDir
    Path folder;

    private Path root;
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> settings = new HashMap<>();
    private String system = "Linux";

    @BeforeEach
    void settle() throws IOException {
        // Where the folder for temporary files is a link, as on a Mac, all below it has another real path.
        root = folder.toRealPath();
        Files.createDirectories(root.resolve("home/me"));
    }

    @Test
    void theUsualSocketIsListedWhereNothingIsFound() {
        var endpoint = only();

        assertThat(endpoint.runtime().slug()).hasToString("linux");
        assertThat(endpoint.runtime().displayName()).isEqualTo("Linux");
        assertThat(endpoint.address()).isEqualTo("unix://" + root + "/var/run/docker.sock");
        assertThat(endpoint.engineSide(WORK.resolve("a/b"))).isEqualTo("/data/work/a/b");
        assertThat(endpoint.local()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "var/run/docker.sock, linux, Linux",
        "run/user/7/docker.sock, linux-rootless, Linux rootless",
        "run/user/7/podman/podman.sock, podman-rootless, Podman rootless",
        "run/podman/podman.sock, podman, Podman",
        "home/me/.docker/run/docker.sock, docker-desktop, Docker Desktop",
        "home/me/.docker/desktop/docker.sock, docker-desktop, Docker Desktop",
        "home/me/.orbstack/run/docker.sock, orbstack, OrbStack",
        "home/me/.colima/default/docker.sock, colima, Colima",
        "home/me/.colima/big_one/docker.sock, colima-big-one, Colima big_one",
        "home/me/.config/colima/default/docker.sock, colima, Colima",
        "home/me/.lima/default/sock/docker.sock, lima-default, Lima",
        "home/me/.lima/K8s/sock/docker.sock, lima-k8s, Lima K8s",
        "home/me/.rd/docker.sock, rancher-desktop, Rancher Desktop",
        "home/me/.socktainer/container.sock, apple-container, Apple container",
        "tmp/podman/podman-machine-default-api.sock, podman-machine-default, Podman machine default",
        "home/me/.local/share/containers/podman/machine/qemu/podman.sock, podman-machine-qemu, Podman machine qemu",
        "home/me/.local/share/containers/podman/machine/podman-machine-default/podman.sock, podman-machine-default,"
                + " Podman machine default",
        "home/me/.local/share/containers/podman/machine/podman.sock, podman-machine, Podman machine",
    })
    void everyKnownSocketGivesItsRuntimeItsNames(String path, String slug, String name) throws IOException {
        environment.put("XDG_RUNTIME_DIR", root + "/run/user/7");
        environment.put("TMPDIR", root + "/tmp");
        socket(path);

        var endpoint = only();

        assertThat(endpoint.runtime().slug()).hasToString(slug);
        assertThat(endpoint.runtime().displayName()).isEqualTo(name);
        assertThat(endpoint.address()).isEqualTo("unix://" + root.resolve(path));
        assertThat(endpoint.foundBy()).anyMatch(by -> by.endsWith(path.replace("home/me/", "~/")));
    }

    @Test
    void severalEnginesAreSeveralRuntimes() throws IOException {
        socket("var/run/docker.sock");
        socket("home/me/.colima/default/docker.sock");
        socket("home/me/.colima/other/docker.sock");

        assertThat(slugs()).containsExactly("colima", "colima-other", "linux");
    }

    @Test
    void linksToOneSocketAreOneRuntimeWithTheMostTellingName() throws IOException {
        socket("home/me/.orbstack/run/docker.sock");
        link("var/run/docker.sock", "home/me/.orbstack/run/docker.sock");

        var endpoint = only();

        assertThat(endpoint.runtime().slug()).hasToString("orbstack");
        assertThat(endpoint.foundBy())
                .containsExactlyInAnyOrder(
                        "context default (current)", "~/.orbstack/run/docker.sock", root + "/var/run/docker.sock");
    }

    @Test
    void aLinkToAnEngineThatIsAwayIsStillThatEngine() throws IOException {
        link("var/run/docker.sock", "home/me/.rd/docker.sock");
        environment.put("DOCKER_HOST", "unix://" + root + "/var/run/docker.sock");

        assertThat(only().runtime().slug()).hasToString("rancher-desktop");
    }

    @Test
    void theUsualSocketOfAnotherSystemIsNotCalledLinux() throws IOException {
        system = "Mac OS X";
        socket("var/run/docker.sock");

        assertThat(slugs()).containsExactly("docker");
    }

    @Test
    void twoSocketsOfOneProductAreNumbered() throws IOException {
        socket("home/me/.docker/run/docker.sock");
        socket("home/me/.docker/desktop/docker.sock");

        assertThat(slugs()).containsExactly("docker-desktop", "docker-desktop-2");
    }

    @Test
    void theEngineThatTheUserNamesIsListedEvenWhenItIsAway() {
        environment.put("DOCKER_HOST", "unix:///else where/docker.sock");

        var endpoint = only();

        assertThat(endpoint.runtime().slug()).hasToString("docker-host");
        assertThat(endpoint.uri().getPath()).isEqualTo("/else where/docker.sock");
        assertThat(endpoint.foundBy()).containsExactly("DOCKER_HOST");
    }

    @Test
    void theNamedEngineDoesNotHideTheOthers() throws IOException {
        socket("var/run/docker.sock");
        environment.put("DOCKER_HOST", "ssh://me@far");

        assertThat(slugs()).containsExactly("docker-host", "linux");
        assertThat(named("docker-host").local()).isFalse();
        assertThat(named("linux").foundBy()).containsExactly(root + "/var/run/docker.sock");
    }

    @Test
    void theNamedEngineIsReachedWithCertificatesWhereTheUserSaysSo() {
        environment.put("DOCKER_HOST", "tcp://far:2376");
        environment.put("DOCKER_TLS_VERIFY", "1");
        environment.put("DOCKER_CERT_PATH", "/certs");

        assertThat(only().access())
                .isEqualTo(new Access.Tcp("far", 2376, new Tls(Path.of("/certs/ca.pem"), null, null)));
    }

    @Test
    void certificatesOfTheNamedEngineLieInDockersFolderByDefault() throws IOException {
        Files.createDirectories(root.resolve("conf"));
        Files.createFile(root.resolve("conf/cert.pem"));
        Files.createFile(root.resolve("conf/key.pem"));
        environment.put("DOCKER_CONFIG", root + "/conf");
        environment.put("DOCKER_HOST", "tcp://far:2376");
        environment.put("DOCKER_TLS_VERIFY", "1");

        assertThat(only().access())
                .isEqualTo(new Access.Tcp(
                        "far",
                        2376,
                        new Tls(
                                root.resolve("conf/ca.pem"),
                                root.resolve("conf/cert.pem"),
                                root.resolve("conf/key.pem"))));
    }

    @Test
    void anAddressThatIsNoneIsToldAndHarmsNothingElse() throws IOException {
        socket("var/run/docker.sock");
        environment.put("DOCKER_HOST", "carrier-pigeon://roof");

        assertThat(slugs()).containsExactly("docker-host", "linux");
        assertThat(refusal("docker-host"))
                .startsWith("DOCKER_HOST: expected unix:///path/to/docker.sock, tcp://host:2376")
                .endsWith("got carrier-pigeon://roof");
    }

    @Test
    void nothingIsAskedOverAPlainConnectionToAnotherMachine() {
        environment.put("DOCKER_HOST", "tcp://10.0.0.1:2375");

        var endpoint = only();

        assertThat(endpoint.local()).isFalse();
        assertThat(refusal("docker-host"))
                .contains("root there, without any check")
                .contains("DOCKER_TLS_VERIFY");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1", "127.1.2.3", "localhost", "[::1]"})
    void aPlainConnectionToThisMachineIsTaken(String host) {
        environment.put("DOCKER_HOST", "tcp://" + host + ":2375");

        var endpoint = only();

        assertThat(endpoint.local()).isTrue();
        assertThat(endpoint.access()).isEqualTo(new Access.Tcp(host, 2375, null));
    }

    @Test
    void declaredOnesComeBesidesThoseThatAreFound() throws IOException {
        socket("var/run/docker.sock");
        settings.put("mountmark.runtimes.vm.endpoint", "unix:///vm.sock");
        settings.put("mountmark.runtimes.vm.name", "The VM");
        settings.put("mountmark.runtimes.vm.work-directory", "/shared");
        settings.put("mountmark.runtimes.vm.engine-work-directory", "/mnt/host/");
        settings.put("mountmark.runtimes.other.endpoint", "unix:///other.sock");

        assertThat(slugs()).containsExactly("linux", "other", "vm");
        assertThat(named("vm").runtime().displayName()).isEqualTo("The VM");
        assertThat(named("vm").workDirectory()).isEqualTo(Path.of("/shared"));
        assertThat(named("vm").engineSide(Path.of("/shared/x"))).isEqualTo("/mnt/host/x");
        assertThat(named("vm").foundBy()).containsExactly("mountmark.runtimes.vm.endpoint");
        assertThat(named("other").engineSide(Path.of("/data/work/x"))).isEqualTo("/data/work/x");
    }

    @Test
    void withoutDiscoveryThereIsWhatIsDeclaredAndNothingElse() throws IOException {
        socket("var/run/docker.sock");
        environment.put("DOCKER_HOST", "unix:///named.sock");
        settings.put("mountmark.discovery", "false");

        assertThat(slugs()).isEmpty();

        settings.put("mountmark.runtimes.vm.endpoint", "unix:///vm.sock");

        assertThat(slugs()).containsExactly("vm");
    }

    @Test
    void aDeclaredEngineIsNotFoundBesides() throws IOException {
        socket("var/run/docker.sock");
        link("links/docker.sock", "var/run/docker.sock");
        settings.put("mountmark.runtimes.mine.endpoint", "unix://" + root + "/links/docker.sock");
        settings.put("mountmark.runtimes.mine.work-directory", "/shared");

        var endpoint = only();

        assertThat(endpoint.runtime().slug()).hasToString("mine");
        assertThat(endpoint.foundBy())
                .containsExactly(
                        "mountmark.runtimes.mine.endpoint", "context default (current)", root + "/var/run/docker.sock");
    }

    @Test
    void oneSocketWithTwoWorkDirectoriesIsTwoRuntimes() {
        settings.put("mountmark.runtimes.plain.endpoint", "unix:///d.sock");
        settings.put("mountmark.runtimes.synchronised.endpoint", "unix:///d.sock");
        settings.put("mountmark.runtimes.synchronised.work-directory", "/synchronised");

        assertThat(slugs()).containsExactly("plain", "synchronised");
        assertThat(named("synchronised").access()).isInstanceOf(Access.Socket.class);
    }

    @Test
    void theSameTwiceIsRefusedTheSecondTime() {
        settings.put("mountmark.runtimes.one.endpoint", "unix:///d.sock");
        settings.put("mountmark.runtimes.two.endpoint", "unix:///x/../d.sock");

        assertThat(slugs()).containsExactly("one", "two");
        assertThat(refusal("two"))
                .isEqualTo("mountmark.runtimes.two: expected another endpoint or work-directory than those of one,"
                        + " got the same");
    }

    @Test
    void settingsWithoutAnEndpointAreForTheEngineThatIsFoundByThatName() throws IOException {
        socket("home/me/.lima/default/sock/docker.sock");
        settings.put("mountmark.runtimes.lima-default.work-directory", "/tmp/lima");

        var endpoint = only();

        assertThat(endpoint.runtime().displayName()).isEqualTo("Lima");
        assertThat(endpoint.workDirectory()).isEqualTo(Path.of("/tmp/lima"));
        assertThat(endpoint.access()).isInstanceOf(Access.Socket.class);
    }

    @Test
    void settingsForAnEngineThatIsNotFoundAreTold() throws IOException {
        socket("var/run/docker.sock");
        settings.put("mountmark.runtimes.colima.name", "Mine");

        assertThat(slugs()).containsExactly("colima", "linux");
        assertThat(refusal("colima"))
                .isEqualTo("mountmark.runtimes.colima.endpoint: expected an address, or an engine that is found as"
                        + " colima, got neither");
    }

    @Test
    void aDeclaredNameIsNotTakenByAnotherEngineThatIsFound() throws IOException {
        socket("var/run/docker.sock");
        settings.put("mountmark.runtimes.linux.endpoint", "ssh://far");

        assertThat(slugs()).containsExactly("linux", "linux-2");
        assertThat(named("linux").local()).isFalse();
    }

    @Test
    void aPlainConnectionToAnotherMachineIsTakenWhereItIsDeclared() {
        settings.put("mountmark.runtimes.far.endpoint", "tcp://far:2375");

        assertThat(named("far").access()).isEqualTo(new Access.Tcp("far", 2375, null));
    }

    @Test
    void certificatesAreDeclaredOneByOne() {
        settings.put("mountmark.runtimes.far.endpoint", "tcp://far");
        settings.put("mountmark.runtimes.far.tls.ca", "/ca.pem");
        settings.put("mountmark.runtimes.far.tls.cert", "/cert.pem");
        settings.put("mountmark.runtimes.far.tls.key", "/key.pem");

        assertThat(named("far").access())
                .isEqualTo(new Access.Tcp(
                        "far", 2376, new Tls(Path.of("/ca.pem"), Path.of("/cert.pem"), Path.of("/key.pem"))));
    }

    @ParameterizedTest
    @CsvSource({
        "carrier-pigeon://roof",
        "unix://relative/docker.sock",
        "tcp://far:99999",
        "tcp://me@far:2375",
        "ssh://-oProxyCommand=x",
        "ssh://me@far/$(x)",
    })
    void anAddressThatIsNoneIsRefusedByTheNameOfItsSetting(String address) {
        settings.put("mountmark.runtimes.far.endpoint", address);

        assertThatThrownBy(this::all)
                .hasMessageStartingWith("mountmark.runtimes.far.endpoint: expected unix:///path/to/docker.sock,")
                .hasMessageEndingWith("got " + address);
    }

    @Test
    void aPasswordIsNotRepeated() {
        settings.put("mountmark.runtimes.far.endpoint", "ssh://me:secret@far");

        assertThatThrownBy(this::all).hasMessageEndingWith("got ssh://me:…@far");
    }

    @Test
    void aNamedPipeIsForWindows() {
        settings.put("mountmark.runtimes.win.endpoint", "npipe:////./pipe/docker_engine");

        assertThat(refusal("win")).startsWith("npipe: expected Windows");

        system = "Windows 11";

        assertThat(named("win").access()).isEqualTo(new Access.Pipe("//./pipe/docker_engine"));
        assertThat(named("win").address()).isEqualTo("npipe:////./pipe/docker_engine");
    }

    @Test
    void theUsualPlaceOnWindowsIsAPipe() {
        system = "Windows 11";

        assertThat(only().address()).isEqualTo("npipe:////./pipe/docker_engine");
    }

    @Test
    void aRuntimeIsNotCalledHost() {
        settings.put("mountmark.runtimes.host.endpoint", "unix:///x.sock");

        assertThatThrownBy(this::all).hasMessageContaining("expected another name than host");
    }

    @Test
    void withoutDiscoveryARuntimeNeedsAnEndpoint() {
        settings.put("mountmark.discovery", "false");
        settings.put("mountmark.runtimes.vm.name", "The VM");

        assertThatThrownBy(this::all).hasMessageStartingWith("mountmark.runtimes.vm.endpoint: expected");
    }

    @Test
    void whatCannotBeReadIsDeclared() throws IOException {
        socket("home/me/.docker/run/docker.sock");
        settings.put("mountmark.runtimes.sync.endpoint", "unix://" + root + "/home/me/.docker/run/docker.sock");
        settings.put("mountmark.runtimes.sync.virtualization", "vz");
        settings.put("mountmark.runtimes.sync.sharing", "synchronized");

        var telling = Telling.of(named("sync"));

        assertThat(telling.findings())
                .containsEntry(
                        "virtualization",
                        new Finding("Apple Virtualization framework", "mountmark.runtimes.sync.virtualization"))
                .containsEntry("sharing", new Finding("synchronized file share", "mountmark.runtimes.sync.sharing"));
        assertThat(telling.runtime().displayName()).isEqualTo("Docker-VZ-sync");
    }

    @ParameterizedTest
    @CsvSource({"sharing, fast, virtiofs", "virtualization, fast, vz"})
    void aDeclarationThatNobodyKnowsIsToldWithThoseThatAreKnown(String fact, String word, String first) {
        settings.put("mountmark.runtimes.vm.endpoint", "unix:///x.sock");
        settings.put("mountmark.runtimes.vm." + fact, word);

        assertThatThrownBy(this::all)
                .hasMessageStartingWith("mountmark.runtimes.vm." + fact + ": expected one of [" + first)
                .hasMessageEndingWith("got fast");
    }

    private List<Endpoint> all() {
        return new Endpoints(
                        Engines.settings(settings),
                        Engines.discovery(settings),
                        WORK,
                        Engines.machine(root, environment, system))
                .all()
                .endpoints();
    }

    private Endpoint only() {
        var all = all();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private List<String> slugs() {
        return all().stream().map(endpoint -> endpoint.runtime().slug().value()).collect(Collectors.toList());
    }

    private Endpoint named(String slug) {
        return all().stream()
                .filter(endpoint -> endpoint.runtime().slug().value().equals(slug))
                .findFirst()
                .orElseThrow();
    }

    private String refusal(String slug) {
        return named(slug).access() instanceof Access.Refused refused ? refused.reason() : "not refused";
    }

    private void socket(String path) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }

    private void link(String path, String target) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.createSymbolicLink(file, root.resolve(target));
    }
}
