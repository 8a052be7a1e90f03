package dev.mountmark.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.model.Mount;
import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.Cache;
import dev.mountmark.benchmark.Instance;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.SampleOrder;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Scenario.Consistency;
import dev.mountmark.benchmark.Slug;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What the engine is sent for each scenario.
class WorkMountsTest {
    private static final Runtime LINUX = new Runtime(new Slug("linux"), "Linux");
    private static final String PLACE = "20261123t004512-7qx3fa-3";
    private static final String FOLDER = "/engine/abc/" + PLACE + "/work";
    private static final String NAME = "mountmark-" + PLACE;

    private boolean selinux;

    private WorkMounts mounts(Scenario scenario, MountSettings settings) {
        var workload = LittleWorkload.make();
        var order = new SampleOrder(
                new RunId("20261123t004512-7qx3fa"),
                3,
                1,
                false,
                new Benchmark(LINUX, scenario, workload.name(), workload.digest()),
                workload,
                Cache.WARM);
        var surroundings = new Surroundings(
                new Instance("abc", "here"),
                new Endpoint(
                        LINUX,
                        new Access.Socket(Path.of("/run/docker.sock")),
                        Path.of("/here"),
                        "/engine",
                        List.of(),
                        Engines.NO_HINTS),
                "mountmark/little:1",
                new TreeMap<>(),
                Map.of(),
                settings,
                0);
        return WorkMounts.of(NAME, order, surroundings, FOLDER, selinux);
    }

    private static JsonNode json(Mount mount) {
        return new ObjectMapper().valueToTree(mount);
    }

    @Test
    void aVolumeHoldsTheWholeWorkFolder() {
        var mounts = mounts(new Scenario.Volume(), DeclaredMounts.NONE);

        assertThat(mounts.work()).isEqualTo("/work");
        assertThat(mounts.volume()).isEqualTo(new WorkMounts.NewVolume(Map.of(), null));
        assertThat(mounts.mounts()).singleElement().satisfies(mount -> {
            assertThat(json(mount).at("/Type").asText()).isEqualTo("volume");
            assertThat(json(mount).at("/Source").asText()).isEqualTo(NAME);
            assertThat(json(mount).at("/Target").asText()).isEqualTo("/work");
        });
    }

    @Test
    void aTmpfsIsAsLargeAsTheMemoryThatItCountsAs() {
        var mounts = mounts(new Scenario.Tmpfs(), DeclaredMounts.NONE);

        assertThat(mounts.tmpfs()).isEqualTo(Map.of("/work", "rw,exec,nosuid,nodev,mode=1777,size=1073741824"));
        assertThat(mounts.mounts()).isEmpty();
        assertThat(mounts.volume()).isNull();
    }

    @Test
    void aTmpfsIsNoLargerThanTheSettingNorThanTheMemory() {
        var smaller = mounts(new Scenario.Tmpfs(), DeclaredMounts.tmpfs(4096));
        var larger = mounts(new Scenario.Tmpfs(), DeclaredMounts.tmpfs(1L << 40));

        assertThat(smaller.tmpfs().get("/work")).endsWith(",size=4096");
        assertThat(larger.tmpfs().get("/work")).endsWith(",size=1073741824");
    }

    @Test
    void anExportIsMountedAsAVolumeAndWorkedInAFolderOfItsOwn() {
        var mounts = mounts(new Scenario.NfsVolume(), DeclaredMounts.nfs("10.0.0.7", "/srv/nfs", "rw,nfsvers=4.2"));

        assertThat(mounts.work()).isEqualTo("/work/abc-" + PLACE);
        assertThat(mounts.volume())
                .isEqualTo(new WorkMounts.NewVolume(
                        Map.of("type", "nfs", "o", "addr=10.0.0.7,rw,nfsvers=4.2", "device", ":/srv/nfs"),
                        "abc-" + PLACE));
        assertThat(json(mounts.mounts().getFirst()).at("/Target").asText()).isEqualTo("/work");
        assertThat(json(mounts.mounts().getFirst()).at("/VolumeOptions/NoCopy").asBoolean())
                .as("the image's content is not copied onto the server")
                .isTrue();
    }

    @Test
    void aRelaxedBindMountCarriesItsConsistency() {
        for (var consistency : Consistency.values()) {
            var mounts = mounts(new Scenario.RelaxedBindMount(consistency), DeclaredMounts.NONE);

            var sent = json(mounts.mounts().getFirst());
            assertThat(sent.at("/Consistency").asText()).isEqualTo(consistency.word());
            assertThat(sent.at("/Type").asText()).isEqualTo("bind");
            assertThat(sent.at("/Source").asText()).isEqualTo(FOLDER);
            assertThat(sent.at("/Target").asText()).isEqualTo("/work");
        }
    }

    @Test
    void aPlainBindMountSaysNothingOfConsistency() {
        var mounts = mounts(new Scenario.BindMount(), DeclaredMounts.NONE);

        assertThat(json(mounts.mounts().getFirst()).has("Consistency")).isFalse();
        assertThat(mounts.binds()).isEmpty();
    }

    @Test
    void whereTheEngineLabelsFilesABindMountIsRelabelled() {
        selinux = true;

        for (var scenario : List.of(new Scenario.BindMount(), new Scenario.BindMountVolume())) {
            var mounts = mounts(scenario, DeclaredMounts.NONE);

            assertThat(mounts.binds()).singleElement().hasToString(FOLDER + ":/work:rw,z");
        }
    }

    @Test
    void whatIsNotSharedIsNotRelabelled() {
        selinux = true;

        for (var scenario : List.of(new Scenario.NoVolumes(), new Scenario.Volume(), new Scenario.Tmpfs())) {
            assertThat(mounts(scenario, DeclaredMounts.NONE).binds()).isEmpty();
        }
    }
}
