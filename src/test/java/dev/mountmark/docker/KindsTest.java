package dev.mountmark.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each row of the tables by an engine's answers: recorded ones where such an engine could be
/// started, else written by hand after what is published. `origin` in each file says which.
class KindsTest {
    private static final Path ANSWERS = Path.of("src/test/resources/engines");

    static Stream<Path> answers() throws IOException {
        try (var files = Files.list(ANSWERS)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void anEngineIsToldByItsAnswers(Path file) throws IOException {
        var answer = new ObjectMapper().readTree(file.toFile());

        var facts = Answers.telling(answer).facts();

        assertThat(answer.path("origin").asText()).matches("(recorded|by hand, after) .+");
        assertThat(facts.get("kind")).isEqualTo(text(answer, "kind"));
        assertThat(facts.get("privileges")).isEqualTo(text(answer, "privileges"));
    }

    private static String text(JsonNode answer, String fact) {
        return answer.required("expected").required(fact).textValue();
    }

    @Test
    void everyRowOfKindsIsMet() throws IOException {
        var met = Stream.concat(answers().map(KindsTest::telling), places())
                .map(telling -> telling.findings().get("kind"))
                .collect(Collectors.toSet());

        assertThat(Kinds.KINDS)
                .allSatisfy(rule -> assertThat(met)
                        .contains(new Finding(
                                rule.tells(),
                                rule.signs().stream()
                                        .map(sign -> sign.by().words())
                                        .collect(Collectors.joining(", ")))));
    }

    /// What is known of an engine that does not answer.
    private static Stream<Telling> places() {
        return Stream.of(
                        "docker-desktop",
                        "orbstack",
                        "rancher-desktop",
                        "colima-big",
                        "lima-default",
                        "apple-container",
                        "podman-machine-default",
                        "podman-rootless")
                .map(place -> Telling.of(Answers.endpoint("Linux", place)));
    }

    private static Telling telling(Path file) {
        try {
            return Answers.telling(new ObjectMapper().readTree(file.toFile()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
