package dev.mountmark.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.RuntimeStatus.Offer;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Slug;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScenarioOffersTest {
    private static final Map<String, String> DESKTOP = Map.of("engineSystem", "Docker Desktop");
    private static final Map<String, String> DEBIAN = Map.of("engineSystem", "Debian GNU/Linux 12 (bookworm)");

    private static Map<String, @Nullable String> missing(
            Map<String, String> facts, MountSettings settings, String system, @Nullable String missing) {
        return missing(Answers.endpoint(system, null), facts, settings, system, missing);
    }

    private static Map<String, @Nullable String> missing(
            Endpoint endpoint,
            Map<String, String> facts,
            MountSettings settings,
            String system,
            @Nullable String missing) {
        var reasons = new HashMap<String, @Nullable String>();
        for (Offer offer : new ScenarioOffers(endpoint, facts, settings, system).all(missing)) {
            reasons.put(offer.scenario().label(), offer.missing());
        }
        return reasons;
    }

    @Test
    void anEngineOffersAllThatRunsInAContainer() {
        var reasons = missing(DESKTOP, DeclaredMounts.nfs("nas", "/export"), "Mac OS X", null);

        assertThat(reasons).hasSize(Scenario.ALL.size() - 1).doesNotContainKey("native");
        assertThat(reasons.values()).containsOnlyNulls();
    }

    @Test
    void withoutAnExportTheSettingsAreNamed() {
        var reasons = missing(DEBIAN, DeclaredMounts.NONE, "Linux", null);

        assertThat(reasons.get("nfs-volume"))
                .isEqualTo(
                        "nfs-volume: expected a server and what it exports, found none; set mountmark.nfs.address and"
                                + " mountmark.nfs.export");
        assertThat(reasons.get("volume")).isNull();
        assertThat(reasons.get("tmpfs")).isNull();
    }

    @Test
    void anExportThatIsNoneIsNamed() {
        assertThat(missing(DEBIAN, DeclaredMounts.nfs("nas", "export"), "Linux", null)
                        .get("nfs-volume"))
                .isEqualTo("mountmark.nfs.export: expected a path that begins with /, got export");
        assertThat(missing(DEBIAN, DeclaredMounts.nfs("nas,soft", "/export"), "Linux", null)
                        .get("nfs-volume"))
                .isEqualTo("mountmark.nfs.address: expected one name or address, got nas,soft");
    }

    @Test
    void consistencyIsForDockerDesktopOnAMacOnly() {
        assertThat(missing(DEBIAN, DeclaredMounts.NONE, "Linux", null).get("bind-mount:cached"))
                .isEqualTo(
                        "consistency: expected Docker Desktop for Mac, the only engine that knows it, got Debian GNU/Linux"
                                + " 12 (bookworm) on Linux; take bind-mount");
        assertThat(missing(DESKTOP, DeclaredMounts.NONE, "Linux", null).get("bind-mount:delegated"))
                .contains("got Docker Desktop on Linux");
        assertThat(missing(DEBIAN, DeclaredMounts.NONE, "Mac OS X", null).get("bind-mount:delegated"))
                .isNotNull();
    }

    @Test
    void anEngineOnAnotherMachineHasNoFolderOfThisOneUnlessSomebodySaysWhere() {
        var unshared = missing(far(null), DEBIAN, DeclaredMounts.NONE, "Linux", null);
        var shared = missing(far("/mnt/shared"), DEBIAN, DeclaredMounts.NONE, "Linux", null);

        assertThat(unshared.get("bind-mount"))
                .isEqualTo("bind-mount: expected the path by which that machine has /work, found none; share the folder"
                        + " with it (NFS, sshfs) and set mountmark.runtimes.far.engine-work-directory");
        assertThat(unshared.get("bind-mount-volume")).startsWith("bind-mount-volume: expected the path");
        assertThat(unshared.get("no-volumes")).isNull();
        assertThat(unshared.get("volume")).isNull();
        assertThat(shared.get("bind-mount")).isNull();
        assertThat(shared.get("bind-mount-volume")).isNull();
    }

    private static Endpoint far(@Nullable String engineWorkDirectory) {
        return new Endpoint(
                new Runtime(new Slug("far"), "Far"),
                new Access.Ssh("ssh", null, "far", 0, null),
                Path.of("/work"),
                engineWorkDirectory,
                List.of(),
                Engines.NO_HINTS);
    }

    @Test
    void anEngineThatIsAwayHasOneReasonForAll() {
        assertThat(missing(Map.of(), DeclaredMounts.NONE, "Linux", "no engine answers")
                        .values())
                .containsOnly("no engine answers");
    }
}
