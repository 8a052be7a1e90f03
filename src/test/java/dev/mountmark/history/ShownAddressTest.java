package dev.mountmark.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShownAddressTest {
    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/history, postgresql://db/history",
        "jdbc:postgresql://db:5432/history?user=a&password=s3cret, postgresql://db:5432/history",
        "'jdbc:postgresql://one:1,two:2/history', 'postgresql://one:1,two:2/history'",
        "jdbc:postgresql://[::1]:5432/history, postgresql://[::1]:5432/history",
        "postgres://ann:s3cret@db/history, postgres://db/history",
        "https://example.org, https://example.org",
        "https://ann:s3cret@example.org:8443/hook?key=s3cret, https://example.org:8443/hook"
    })
    void whoAndWhereIsKeptApart(String address, String shown) {
        assertThat(ShownAddress.of(address)).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://ann:s3cret@s3cret@db/history",
                "postgres://ann:s3cret/s3cret@db/history",
                "postgres://ann:s3cret?s3cret@db/history",
                "postgres://ann:s3cret#s3cret@db/history",
                "jdbc:postgresql://db/history?password=s3cret@s3cret/s3cret",
                "ann:s3cret@db"
            })
    void aPasswordIsNotShownWhateverItHolds(String address) {
        assertThat(ShownAddress.of(address).toString()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://hooks.example.org/services/T0/B0/s3cret", "https://s3cret@hooks.example.org/s3cret"})
    void whereThePathIsTheSecretTheOriginIsEnough(String address) {
        assertThat(ShownAddress.of(address).origin()).isEqualTo("https://hooks.example.org");
    }
}
