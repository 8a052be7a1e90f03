package dev.mountmark.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeftoversTest {
    private static final String CLAIMS = FakeApiServer.NAMESPACE + "persistentvolumeclaims";
    private static final String VOLUME = "GET /api/v1/persistentvolumes/pvc-1";
    private static final String CLAIM = """
            {"metadata": {"name": "mountmark-1"}, "spec": {"volumeName": "pvc-1"}}""";

    private final FakeApiServer server = new FakeApiServer();

    @BeforeEach
    void takesEveryRemoval() {
        for (var path : new String[] {FakeApiServer.JOBS, CLAIMS, FakeApiServer.NAMESPACE + "configmaps"}) {
            server.answers("DELETE " + path, 200, """
                    {"kind": "Status", "apiVersion": "v1", "status": "Success"}""");
        }
        server.lists(FakeApiServer.JOBS, "Job");
        server.lists(FakeApiServer.NAMESPACE + "pods", "Pod");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Leftovers leftovers() {
        return new Leftovers(server.cluster(), Map.of("mountmark.dev/run", "1"));
    }

    private static String volume(String policy) {
        return """
                {"apiVersion": "v1", "kind": "PersistentVolume", "metadata": {"name": "pvc-1"},
                 "spec": {"persistentVolumeReclaimPolicy": "%s"}}""".formatted(policy);
    }

    @Test
    void aVolumeThatOutlivesItsClaimIsLeft() throws Exception {
        server.lists(CLAIMS, "PersistentVolumeClaim", CLAIM);
        server.lists(CLAIMS, "PersistentVolumeClaim");
        server.answers(VOLUME, 200, volume("Delete"));
        server.answers(VOLUME, 200, volume("Delete"));
        server.answers(VOLUME, 404, "{}");
        var leftovers = leftovers();

        var first = leftovers.remove();
        var before = leftovers.released();
        var second = leftovers.remove();
        var third = leftovers.remove();

        assertThat(first).containsExactly("persistent volume pvc-1");
        assertThat(second).containsExactly("persistent volume pvc-1");
        assertThat(before).isEmpty();
        assertThat(third).isEmpty();
        assertThat(leftovers.released())
                .hasValueSatisfying(part -> assertThat(part).isPositive());
    }

    @Test
    void aVolumeThatItsClassKeepsIsTheClusters() throws Exception {
        server.lists(CLAIMS, "PersistentVolumeClaim", CLAIM);
        server.lists(CLAIMS, "PersistentVolumeClaim");
        server.answers(VOLUME, 200, volume("Retain"));

        assertThat(leftovers().remove()).isEmpty();
    }

    @Test
    void withoutAClaimNothingIsReleased() throws Exception {
        server.lists(CLAIMS, "PersistentVolumeClaim");
        var leftovers = leftovers();

        var left = leftovers.remove();

        assertThat(left).isEmpty();
        assertThat(leftovers.released()).isEmpty();
    }

    @Test
    void onlyWhatWasMadeForSamplesIsRemoved() throws Exception {
        server.lists(CLAIMS, "PersistentVolumeClaim");

        leftovers().remove();

        assertThat(server.asked())
                .filteredOn(request -> !request.startsWith(VOLUME))
                .allSatisfy(request -> assertThat(request).contains("mountmark.dev/run=1", "mountmark.dev/sample"));
    }
}
