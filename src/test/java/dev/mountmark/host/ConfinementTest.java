package dev.mountmark.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mountmark.host.Confinement.Signs;
import dev.mountmark.host.HostSettings.Offer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfinementTest {
    private static final Map<String, String> OF_THE_KERNEL =
            Map.of("pid", "pid:[4026531836]", "uts", "uts:[4026531838]", "ipc", "ipc:[4026531839]");
    private static final Map<String, String> OF_ITS_OWN =
            Map.of("pid", "pid:[4026532300]", "uts", "uts:[4026532298]", "ipc", "ipc:[4026532299]");

    @ParameterizedTest
    @ValueSource(strings = {"/.dockerenv", "/run/.containerenv"})
    void anEnginesFileTellsAContainer(String file) {
        assertThat(reason(Offer.AUTO, signs(Set.of(file), Map.of(), OF_ITS_OWN)))
                .hasValue("expected this service on the host itself, got it in a container (" + file + " is there);"
                        + " ratios are taken to no-volumes instead; mountmark.native=always measures in here all the"
                        + " same");
    }

    @Test
    void aVariableOfTheClusterTellsAPod() {
        var signs = signs(Set.of(), Map.of("KUBERNETES_SERVICE_HOST", "10.96.0.1"), OF_ITS_OWN);

        assertThat(reason(Offer.AUTO, signs)).get().asString().contains("KUBERNETES_SERVICE_HOST is set");
    }

    @Test
    void aContainerThatSharesTheHostsProcessesIsStillOne() {
        var shared = new HashMap<>(OF_ITS_OWN);
        shared.put("pid", "pid:[4026531836]");

        assertThat(reason(Offer.AUTO, signs(Set.of("/.dockerenv"), Map.of(), shared)))
                .isPresent();
    }

    @Test
    void aContainerWithoutAViewOfItsNamespacesIsStillOne() {
        assertThat(reason(Offer.AUTO, signs(Set.of("/.dockerenv"), Map.of(), Map.of())))
                .isPresent();
    }

    @Test
    void aMachineMadeFromAnImageIsAHost() {
        assertThat(reason(Offer.AUTO, signs(Set.of("/.dockerenv"), Map.of(), OF_THE_KERNEL)))
                .isEmpty();
    }

    /// As the distributions of WSL are, and services that systemd keeps apart.
    @Test
    void namespacesAloneAreNoContainer() {
        assertThat(reason(Offer.AUTO, signs(Set.of(), Map.of(), OF_ITS_OWN))).isEmpty();
    }

    @Test
    void theSettingDecidesWhereItIsSet() {
        assertThat(reason(Offer.ALWAYS, signs(Set.of("/.dockerenv"), Map.of(), OF_ITS_OWN)))
                .isEmpty();
        assertThat(reason(Offer.NEVER, signs(Set.of(), Map.of(), OF_THE_KERNEL)))
                .hasValue("mountmark.native: expected auto or always to measure on the host, got never; ratios are"
                        + " taken to no-volumes instead");
    }

    static Signs signs(Set<String> files, Map<String, String> environment, Map<String, String> namespaces) {
        return new Signs(
                path -> files.stream().map(Path::of).anyMatch(path::equals),
                environment::get,
                kind -> Optional.ofNullable(namespaces.get(kind)));
    }

    private static Optional<String> reason(Offer offer, Signs signs) {
        return new Confinement(() -> offer, signs).reason();
    }
}
