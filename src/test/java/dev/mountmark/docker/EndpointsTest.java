package dev.mountmark.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointsTest {
    private static final Path WORK = Path.of("/data/work");

    @Test
    void theUsualSocketIsTakenWhereNothingIsSaid() {
        var found = all(Map.of(), Map.of("XDG_RUNTIME_DIR", "/run/user/7"), "/var/run/docker.sock");

        assertThat(found).singleElement().satisfies(endpoint -> {
            assertThat(endpoint.runtime().slug()).hasToString("linux");
            assertThat(endpoint.runtime().displayName()).isEqualTo("Linux");
            assertThat(endpoint.uri()).isEqualTo(URI.create("unix:///var/run/docker.sock"));
            assertThat(endpoint.engineSide(WORK.resolve("a/b"))).isEqualTo("/data/work/a/b");
        });
    }

    @Test
    void theUsersOwnEngineIsTakenWhereTheUsualIsNot() {
        var found = all(Map.of(), Map.of("XDG_RUNTIME_DIR", "/run/user/7"), "/run/user/7/docker.sock");

        assertThat(found.getFirst().uri()).isEqualTo(URI.create("unix:///run/user/7/docker.sock"));
    }

    @Test
    void theEngineThatTheUserNamesIsTakenEvenWhenItIsAway() {
        var found = all(Map.of(), Map.of("DOCKER_HOST", "unix:///else where/docker.sock"), "/var/run/docker.sock");

        assertThat(found.getFirst().uri().getPath()).isEqualTo("/else where/docker.sock");
    }

    @Test
    void anEngineElsewhereIsNotTakenByItself() {
        var found = all(Map.of(), Map.of("DOCKER_HOST", "tcp://10.0.0.1:2376"), "/var/run/docker.sock");

        assertThat(found.getFirst().uri()).isEqualTo(URI.create("unix:///var/run/docker.sock"));
    }

    @Test
    void declaredOnesAreTheOnlyOnes() {
        var found = all(
                Map.of(
                        "mountmark.runtimes.vm.endpoint", "unix:///vm.sock",
                        "mountmark.runtimes.vm.name", "The VM",
                        "mountmark.runtimes.vm.work-directory", "/shared",
                        "mountmark.runtimes.vm.engine-work-directory", "/mnt/host/",
                        "mountmark.runtimes.other.endpoint", "unix:///other.sock"),
                Map.of(),
                "/var/run/docker.sock");

        assertThat(found)
                .extracting(endpoint -> endpoint.runtime().slug().value())
                .containsExactly("other", "vm");
        assertThat(found.getLast().runtime().displayName()).isEqualTo("The VM");
        assertThat(found.getLast().workDirectory()).isEqualTo(Path.of("/shared"));
        assertThat(found.getLast().engineSide(Path.of("/shared/x"))).isEqualTo("/mnt/host/x");
        assertThat(found.getFirst().engineWorkDirectory()).isEqualTo("/data/work");
    }

    @Test
    void anEndpointThatIsNoSocketIsRefusedByTheNameOfItsSetting() {
        assertThatThrownBy(() -> all(Map.of("mountmark.runtimes.far.endpoint", "tcp://far:2375"), Map.of(), ""))
                .hasMessage("mountmark.runtimes.far.endpoint: expected unix:///path/to/docker.sock,"
                        + " got tcp://far:2375");
    }

    private static List<Endpoint> all(Map<String, String> properties, Map<String, String> environment, String socket) {
        var builder = new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(RuntimeSettings.class);
        properties.forEach(builder::withDefaultValue);
        var settings = builder.build().getConfigMapping(RuntimeSettings.class);
        return new Endpoints(settings, WORK).all(environment, Path.of(socket)::equals);
    }
}
