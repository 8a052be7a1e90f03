package dev.mountmark.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScenarioTest {
    @Test
    void theArticlesComeFirst() {
        assertThat(Scenario.ALL).startsWith(Scenario.ARTICLE.toArray(Scenario[]::new));
        assertThat(Scenario.ARTICLE)
                .extracting(Scenario::label)
                .containsExactly("native", "no-volumes", "bind-mount-volume", "bind-mount");
    }

    @Test
    void everyLabelIsUniqueAndSafeWhereverItIsWritten() {
        assertThat(Scenario.ALL)
                .extracting(Scenario::label)
                .doesNotHaveDuplicates()
                .allMatch(label -> label.matches("[a-z]+(-[a-z]+)*(:[a-z]+)?"));
        assertThat(Scenario.ALL).extracting(Scenario::title).doesNotHaveDuplicates();
    }

    @Test
    void everyLabelLeadsBackToItsScenario() {
        for (var scenario : Scenario.ALL) {
            assertThat(Scenario.labelled(scenario.label())).contains(scenario);
        }
    }

    @Test
    void aVolumeOfAClusterIsNamedByItsClassAndByAnAccessThatIsNotUsual() {
        var usual = new Scenario.PersistentVolume("fast.ssd-2", Scenario.Access.READ_WRITE_ONCE);
        var shared = new Scenario.PersistentVolume("nfs", Scenario.Access.READ_WRITE_MANY);
        assertThat(usual.label()).isEqualTo("persistent-volume:fast.ssd-2");
        assertThat(shared.label()).isEqualTo("persistent-volume:nfs:ReadWriteMany");
        assertThat(Scenario.labelled(usual.label())).contains(usual);
        assertThat(Scenario.labelled(shared.label())).contains(shared);
        assertThat(Scenario.labelled("persistent-volume")).isEmpty();
        assertThat(Scenario.labelled("persistent-volume:Nfs")).isEmpty();
        assertThat(Scenario.labelled("persistent-volume:nfs:Sometimes")).isEmpty();
    }

    @Test
    void onlyWhatLiesOnADiskOfThisHostCanBeCold() {
        assertThat(Scenario.ALL)
                .filteredOn(scenario -> Scenario.warmOnly(scenario).isPresent())
                .extracting(Scenario::label)
                .containsExactly("tmpfs", "nfs-volume");
    }
}
