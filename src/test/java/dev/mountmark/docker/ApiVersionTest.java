package dev.mountmark.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mountmark.benchmark.MeasuringException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiVersionTest {
    @ParameterizedTest
    @CsvSource({
        "1.12, 1.41, 1.41", // Docker 20.10
        "1.24, 1.45, 1.45", // Docker 26.1
        "1.40, 1.56, 1.51", // Docker 29
        "1.44, 1.52, 1.51",
        "1.24, 1.41.0, 1.41",
        "1.51, 1.60, 1.51",
        "'', 1.40, 1.40",
    })
    void theNewestThatBothKnowIsTaken(String oldest, String newest, String expected) throws Exception {
        var version = ApiVersion.common(oldest, newest);

        assertThat(version).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({"1.12, 1.39", "1.52, 1.60", "2.0, 2.1"})
    void anEngineThatSpeaksNoneOfOursIsRefusedWithBothRanges(String oldest, String newest) {
        assertThatThrownBy(() -> ApiVersion.common(oldest, newest))
                .isInstanceOf(MeasuringException.class)
                .hasMessage("engine: expected one that speaks an API version from 1.40 to 1.51, got " + oldest + " to "
                        + newest);
    }

    @Test
    void whatIsNoVersionIsRefused() {
        assertThatThrownBy(() -> ApiVersion.common(null, "new"))
                .hasMessage("engine: expected an API version like 1.44, got new");
    }
}
