package dev.mountmark.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerContextsTest {
    @TempDir
    Path folder;

    private Path root;
    private Path docker;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void settle() throws IOException {
        root = folder.toRealPath();
        docker = Files.createDirectories(root.resolve("home/me/.docker"));
    }

    @Test
    void aContextIsARuntimeByItsName() throws Exception {
        context("My Server", "{\"docker\":{\"Host\":\"ssh://me@far:2222\"}}");

        var endpoint = named("my-server");

        assertThat(endpoint.runtime().displayName()).isEqualTo("My Server");
        assertThat(endpoint.access()).isEqualTo(new Access.Ssh("ssh", "me", "far", 2222, null));
        assertThat(endpoint.foundBy()).containsExactly("context My Server");
        assertThat(endpoint.local()).isFalse();
    }

    @Test
    void aContextOfAKnownSocketIsThatSocketsRuntime() throws Exception {
        socket("home/me/.docker/run/docker.sock");
        context("desktop-linux", "{\"docker\":{\"Host\":\"unix://" + root + "/home/me/.docker/run/docker.sock\"}}");
        Files.writeString(docker.resolve("config.json"), "{\"currentContext\":\"desktop-linux\"}");

        assertThat(all()).singleElement().satisfies(endpoint -> {
            assertThat(endpoint.runtime().slug()).hasToString("docker-desktop");
            assertThat(endpoint.foundBy())
                    .containsExactly("context desktop-linux (current)", "~/.docker/run/docker.sock");
        });
    }

    @Test
    void aContextWhoseEngineIsAwayIsListed() throws Exception {
        context("gone", "{\"docker\":{\"Host\":\"unix:///nowhere/docker.sock\"}}");

        assertThat(named("gone").address()).isEqualTo("unix:///nowhere/docker.sock");
    }

    @Test
    void aContextTakesNoKnownPlacesName() throws Exception {
        socket("var/run/docker.sock");
        context("linux", "{\"docker\":{\"Host\":\"ssh://far\"}}");

        assertThat(slugs()).containsExactly("linux", "linux-2");
        assertThat(named("linux").access()).isInstanceOf(Access.Socket.class);
    }

    @Test
    void contextsWhoseNamesGiveOneSlugAreNumbered() throws Exception {
        context("a b", "{\"docker\":{\"Host\":\"ssh://one\"}}");
        context("a_b", "{\"docker\":{\"Host\":\"ssh://two\"}}");
        context("host", "{\"docker\":{\"Host\":\"ssh://three\"}}");

        assertThat(slugs()).containsExactly("a-b", "a-b-2", "host-2");
    }

    @Test
    void certificatesOfAContextLieInTheFolderOfItsName() throws Exception {
        context("secure", "{\"docker\":{\"Host\":\"tcp://far:2376\"}}");
        var tls = Files.createDirectories(docker.resolve("contexts/tls/" + hash("secure") + "/docker"));
        for (var name : List.of("ca.pem", "cert.pem", "key.pem")) {
            Files.createFile(tls.resolve(name));
        }

        assertThat(named("secure").access())
                .isEqualTo(new Access.Tcp(
                        "far", 2376, new Tls(tls.resolve("ca.pem"), tls.resolve("cert.pem"), tls.resolve("key.pem"))));
    }

    @Test
    void aContextThatTakesAnybodyForItsEngineIsRefused() throws Exception {
        context("careless", "{\"docker\":{\"Host\":\"tcp://far:2376\",\"SkipTLSVerify\":true}}");

        assertThat(refusal("careless"))
                .contains("SkipTLSVerify in ~/.docker/contexts/meta/")
                .contains(".tls.ca");
    }

    @Test
    void theFolderOfDockersClientCanBeAnother() throws Exception {
        docker = Files.createDirectories(root.resolve("elsewhere"));
        environment.put("DOCKER_CONFIG", docker.toString());
        context("far", "{\"docker\":{\"Host\":\"ssh://far\"}}");

        assertThat(slugs()).containsExactly("far");
    }

    @Test
    void theCurrentOneIsTheVariablesBeforeTheFiles() throws Exception {
        context("one", "{\"docker\":{\"Host\":\"ssh://one\"}}");
        context("two", "{\"docker\":{\"Host\":\"ssh://two\"}}");
        Files.writeString(docker.resolve("config.json"), "{\"currentContext\":\"one\"}");
        environment.put("DOCKER_CONTEXT", "two");

        assertThat(named("one").foundBy()).containsExactly("context one");
        assertThat(named("two").foundBy()).containsExactly("context two (current)");
    }

    @Test
    void noContextIsCurrentWhereAnEngineIsNamed() throws Exception {
        context("one", "{\"docker\":{\"Host\":\"ssh://one\"}}");
        environment.put("DOCKER_CONTEXT", "one");
        environment.put("DOCKER_HOST", "ssh://two");

        assertThat(named("one").foundBy()).containsExactly("context one");
    }

    @Test
    void anEngineThatIsNamedAndInAContextIsOne() throws Exception {
        context("one", "{\"docker\":{\"Host\":\"ssh://me@far\"}}");
        environment.put("DOCKER_HOST", "ssh://me@far");

        assertThat(all())
                .singleElement()
                .satisfies(endpoint -> assertThat(endpoint.foundBy()).containsExactly("context one", "DOCKER_HOST"));
    }

    @Test
    void aCurrentContextThatIsNotThereIsTold() throws Exception {
        context("one", "{\"docker\":{\"Host\":\"ssh://one\"}}");
        environment.put("DOCKER_CONTEXT", "two");

        assertThat(troubles())
                .containsExactly("docker context: expected the current one to be default or one of [one], got two in"
                        + " DOCKER_CONTEXT; `docker context use` sets another");
    }

    @Test
    void settingsOfDockersClientThatAreBrokenAreTold() throws Exception {
        Files.writeString(docker.resolve("config.json"), "{\"currentContext\": ");

        assertThat(troubles())
                .singleElement()
                .asString()
                .startsWith("docker context: expected JSON in ~/.docker/config.json, got ");
        assertThat(slugs()).containsExactly("linux");
    }

    @Test
    void aBrokenContextIsListedWithTheFileAndHarmsNothingElse() throws Exception {
        context("good", "{\"docker\":{\"Host\":\"ssh://far\"}}");
        var broken = Files.createDirectories(docker.resolve("contexts/meta/0123456789abcdef"));
        Files.writeString(broken.resolve("meta.json"), "{\"Name\"");

        assertThat(slugs()).containsExactly("context-01234567", "good");
        assertThat(refusal("context-01234567"))
                .startsWith("docker context: expected JSON with Name and Endpoints.docker.Host in"
                        + " ~/.docker/contexts/meta/0123456789abcdef/meta.json, got ");
    }

    @Test
    void anAddressThatIsNoneIsToldWithFileAndValue() throws Exception {
        context("odd", "{\"docker\":{\"Host\":\"fd://3\"}}");

        assertThat(refusal("odd"))
                .startsWith("Endpoints.docker.Host in ~/.docker/contexts/meta/" + hash("odd")
                        + "/meta.json: expected unix:///path/to/docker.sock,")
                .contains("got fd://3;");
    }

    @Test
    void whatIsNoContextOfAnEngineIsPassedOver() throws Exception {
        context("cluster", "{\"kubernetes\":{\"Host\":\"https://far\"}}");
        Files.createDirectories(docker.resolve("contexts/meta/empty"));
        Files.writeString(docker.resolve("contexts/meta/README"), "notes");

        assertThat(slugs()).containsExactly("linux");
        assertThat(troubles()).isEmpty();
    }

    private Endpoints endpoints() {
        return new Endpoints(
                Engines.settings(Map.of()),
                Engines.discovery(Map.of()),
                Path.of("/data/work"),
                Engines.linux(root, environment));
    }

    private List<Endpoint> all() {
        return endpoints().all().endpoints();
    }

    private List<String> troubles() {
        return endpoints().all().troubles();
    }

    private List<String> slugs() {
        return all().stream().map(endpoint -> endpoint.runtime().slug().value()).toList();
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

    private void context(String name, String endpoints) throws Exception {
        var meta = Files.createDirectories(docker.resolve("contexts/meta/" + hash(name)));
        Files.writeString(
                meta.resolve("meta.json"),
                "{\"Name\":\"" + name + "\",\"Metadata\":{},\"Endpoints\":" + endpoints + "}");
    }

    private void socket(String path) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }

    private static String hash(String name) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
    }
}
