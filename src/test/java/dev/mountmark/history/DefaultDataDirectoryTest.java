package dev.mountmark.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DefaultDataDirectoryTest {
    private static final String AT_HOME = System.getProperty("user.home") + "/.local/share/mountmark";

    @Test
    void isWhereTheUserKeepsData() {
        assertThat(with("/data/ann")).isEqualTo("/data/ann/mountmark");
    }

    @Test
    void isBelowTheHomeFolderWhenNothingUsableIsSet() {
        assertThat(with(null)).isEqualTo(AT_HOME);
        assertThat(with("")).isEqualTo(AT_HOME);
        assertThat(with("relative/data")).isEqualTo(AT_HOME);
    }

    @Test
    void hasNothingElseToSay() {
        assertThat(new DefaultDataDirectory().getValue("mountmark.host")).isNull();
    }

    private static @Nullable String with(@Nullable String dataHome) {
        return new DefaultDataDirectory(name -> name.equals("XDG_DATA_HOME") ? dataHome : "elsewhere")
                .getValue("mountmark.data-directory");
    }
}
