package dev.mountmark.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {
    private static final Admission OPEN = new Admission(Set.of("Bench.example"), Optional.empty());
    private static final Admission LOCKED = new Admission(Set.of(), Optional.of("s3cret"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8080",
                "LOCALHOST:1",
                "127.0.0.1",
                "127.0.0.1:8080",
                "127.9.9.9",
                "[::1]",
                "[::1]:8080",
                "bench.example",
                "BENCH.example:443"
            })
    void namesOfThisServiceAreKnown(String host) {
        assertThat(status(OPEN, host, null, null)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "evil.example:8080",
                        "128.0.0.1",
                "127.0.0.1@evil.example", "localhost:8080:80", "localhost ", "[::2]", "0.0.0.0", "192.168.0.1",
                "localhost/", "xlocalhost", "bench.example.evil", "2130706433", "::1", "localhost\n"
            })
    void everyOtherNameIsForeign(String host) {
        assertThat(status(OPEN, host, null, null)).isEqualTo(403);
    }

    @Test
    void exactlyOneHostHasToBeNamed() {
        assertThat(OPEN.refusal(new Admission.Call(List.of(), List.of(), null, true)))
                .isPresent();
        assertThat(OPEN.refusal(new Admission.Call(List.of("localhost", "localhost"), List.of(), null, true)))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:8080, http://localhost:8080, 0",
        "bench.example, https://bench.example, 0",
        "localhost:8080, http://localhost:3000, 403",
        "localhost:8080, http://127.0.0.1:8080, 403",
        "localhost:8080, http://evil.example, 403",
        "localhost:8080, null, 403",
        "localhost:8080, '', 403",
        "localhost:8080, file://localhost:8080, 403"
    })
    void aPageMaySubmitOnlyToItsOwnOrigin(String host, String origin, int status) {
        assertThat(status(OPEN, host, origin, null)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer s3cret, 0",
        "bearer s3cret, 0",
        ", 401",
        "Bearer s3cre, 401",
        "Bearer s3cretx, 401",
        "Basic s3cret, 401",
        "s3cret, 401",
        "Bearer, 401",
        "Bearer S3CRET, 401"
    })
    void theTokenHasToBeKnown(@Nullable String authorization, int status) {
        assertThat(status(LOCKED, "localhost", null, authorization)).isEqualTo(status);
    }

    @Test
    void aForeignHostIsRefusedWithTheTokenToo() {
        assertThat(status(LOCKED, "evil.example", null, "Bearer s3cret")).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "/q/health/live, 127.0.0.1, false, false",
        "/q/health/ready, ::1, false, false",
        "/q/health/live, 10.0.0.7, false, true",
        "/q/health/live, , false, true",
        "/q/health/live, 10.0.0.7, true, false",
        "/q/health, , true, false",
        "/q/healthy, 10.0.0.7, true, true",
        "/q/metrics, 127.0.0.1, true, true",
        "/api/v1/runs, 10.0.0.7, true, true"
    })
    void onlyHealthIsOpenAndToOtherMachinesWhereThatIsSet(
            String path, @Nullable String remote, boolean openHealth, boolean needsToken) {
        assertThat(Guard.needsToken(path, remote, openHealth)).isEqualTo(needsToken);
    }

    private static int status(
            Admission admission, String host, @Nullable String origin, @Nullable String authorization) {
        return admission
                .refusal(new Admission.Call(
                        List.of(host), origin == null ? List.of() : List.of(origin), authorization, true))
                .map(Problem::status)
                .orElse(0);
    }
}
