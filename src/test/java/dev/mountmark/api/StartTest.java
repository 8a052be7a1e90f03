package dev.mountmark.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mountmark.history.StartRefusedException;
import io.quarkus.runtime.StartupEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Under which settings the service starts.
class StartTest {
    @TempDir
    Path folder;

    private record Settings(Optional<String> token, Optional<Path> tokenFile) implements ApiSettings {
        @Override
        public Optional<Set<String>> allowedHosts() {
            return Optional.empty();
        }

        @Override
        public boolean openHealth() {
            return false;
        }

        @Override
        public Duration keepAlive() {
            return Duration.ofSeconds(15);
        }
    }

    private static ApiSettings settings(@Nullable String token, @Nullable Path file) {
        return new Settings(Optional.ofNullable(token), Optional.ofNullable(file));
    }

    private static void start(String address, ApiSettings settings) {
        new Guard(settings, address, new ObjectMapper()).start(new StartupEvent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.1.2.3"})
    void onLoopbackNoTokenIsNeeded(String address) {
        assertThatCode(() -> start(address, settings(null, null))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.5", "bench.example"})
    void onAnotherAddressATokenIsNeeded(String address) {
        assertThatThrownBy(() -> start(address, settings(null, null)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessage("quarkus.http.host: expected 127.0.0.1 or another loopback address, got " + address
                        + "; to be reached from elsewhere set mountmark.token-file or mountmark.token");
        assertThatCode(() -> start(address, settings("s3cret", null))).doesNotThrowAnyException();
    }

    @Test
    void theTokenIsTheFirstLineOfItsFile() throws Exception {
        var file = Files.writeString(folder.resolve("token"), " s3cret \nsecond line\n");

        assertThat(Token.of(settings(null, file))).contains("s3cret");
    }

    @Test
    void aTokenThatIsNoneIsRefusedByTheNameOfItsSetting() throws Exception {
        var empty = Files.createFile(folder.resolve("empty"));
        var missing = folder.resolve("missing");

        assertThatThrownBy(() -> Token.of(settings(" ", null))).hasMessageStartingWith("mountmark.token: expected");
        assertThatThrownBy(() -> Token.of(settings("two words", null)))
                .hasMessageStartingWith("mountmark.token: expected");
        assertThatThrownBy(() -> Token.of(settings(null, empty)))
                .hasMessageStartingWith("mountmark.token-file: expected");
        assertThatThrownBy(() -> Token.of(settings(null, missing)))
                .hasMessageStartingWith("mountmark.token-file: expected a file that can be read, got " + missing);
        assertThatThrownBy(() -> Token.of(settings("s3cret", empty))).hasMessageContaining("got both");
    }
}
