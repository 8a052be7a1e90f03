package dev.mountmark.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseChoiceTest {
    private static final String SERVER = "quarkus.datasource.postgresql.";

    @TempDir
    Path folder;

    private static SmallRyeConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "people", 300))
                .withSources(new DatabaseChoice())
                .build();
    }

    private static String value(Map<String, String> settings, String name) {
        return config(settings).getValue(name, String.class);
    }

    @Test
    void withoutAnAddressItIsTheFile() {
        assertThat(value(Map.of(), "quarkus.datasource.sqlite.active")).isEqualTo("true");
        assertThat(value(Map.of(), SERVER + "active")).isEqualTo("false");
        assertThat(value(Map.of("mountmark.database.url", " "), SERVER + "active"))
                .isEqualTo("false");
    }

    @Test
    void anAddressChoosesTheServer() throws Exception {
        var file = Files.writeString(folder.resolve("password"), "secret\n");
        var settings = Map.of(
                "mountmark.database.url", "jdbc:postgresql://db/history",
                "mountmark.database.user", "mountmark",
                "mountmark.database.password-file", file.toString());
        assertThat(value(settings, "quarkus.datasource.sqlite.active")).isEqualTo("false");
        assertThat(value(settings, SERVER + "active")).isEqualTo("true");
        assertThat(value(settings, SERVER + "jdbc.url")).isEqualTo("jdbc:postgresql://db/history");
        assertThat(value(settings, SERVER + "username")).isEqualTo("mountmark");
        assertThat(value(settings, SERVER + "password")).isEqualTo("secret");
    }

    @Test
    void anotherKindOfAddressIsRefusedWithoutItsPassword() {
        assertThatThrownBy(() -> config(Map.of("mountmark.database.url", "postgres://ann:secret@db/history")))
                .hasMessage("mountmark.database.url: expected jdbc:postgresql://host:port/database, got"
                        + " postgres://db/history");
    }

    @Test
    void aPasswordIsGivenOnce() {
        assertThatThrownBy(() ->
                        config(Map.of("mountmark.database.password", "a", "mountmark.database.password-file", "b")))
                .hasMessageContaining("expected either this or mountmark.database.password, got both");
        assertThatThrownBy(() -> config(Map.of("mountmark.database.password-file", "/nowhere")))
                .hasMessageStartingWith(
                        "mountmark.database.password-file: expected a file that can be read, got /nowhere");
    }
}
