package dev.mountmark.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReaperIT {
    private TestEngine engine;
    private TestEngine otherEngine;
    private Workload workload;

    @BeforeAll
    void makeReady(@TempDir Path folder, @TempDir Path otherFolder) throws Exception {
        engine = new TestEngine(folder);
        otherEngine = new TestEngine(otherFolder);
        workload = engine.ready("scribble");
    }

    @AfterAll
    void removeAll() throws IOException {
        if (engine != null) {
            engine.close();
            otherEngine.close();
        }
    }

    @Test
    void onlyWhatIsOursIsRemoved() throws Exception {
        var abandoned = engine.sandboxes().open(engine.order(new Scenario.BindMountVolume(), workload));
        abandoned.create();
        abandoned.start();
        var others = otherEngine.sandboxes().open(otherEngine.order(new Scenario.BindMountVolume(), workload));
        others.create();
        var image = image();
        // Somebody looks into our image by hand: the container inherits our labels.
        var curious = create(image, Map.of());
        var foreign = create(image, Map.of(Labels.INSTANCE, "", Labels.BUILD, ""));
        assertThat(engine.left()).hasSize(4);

        var left = engine.sandboxes().reap();

        assertThat(left).isEmpty();
        assertThat(engine.left()).hasSize(1);
        assertThat(otherEngine.left()).hasSize(3);
        assertThat(engine.client().inspectContainerCmd(curious).exec().getId()).isEqualTo(curious);
        assertThat(engine.client().inspectContainerCmd(foreign).exec().getId()).isEqualTo(foreign);
        assertThat(engine.client().inspectImageCmd(image).exec().getId()).isNotEmpty();
        engine.client().removeContainerCmd(curious).exec();
        engine.client().removeContainerCmd(foreign).exec();
        others.delete();
    }

    private String image() {
        return engine.client()
                .listImagesCmd()
                .withLabelFilter(Labels.of(engine.instance()))
                .exec()
                .getFirst()
                .getRepoTags()[0];
    }

    private String create(String image, Map<String, String> labels) {
        return engine.client()
                .createContainerCmd(image)
                .withLabels(labels)
                .withCmd("true")
                .exec()
                .getId();
    }
}
