package dev.mountmark.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class EngineImagesTest {
    private static final byte[] WHOLE = "a tar\0\0".getBytes(UTF_8);

    @Test
    void aWholeTarIsCopied() throws IOException {
        var target = new ByteArrayOutputStream();

        assertThat(EngineImages.copy(new ByteArrayInputStream(WHOLE), target)).isEmpty();

        assertThat(target.toByteArray()).isEqualTo(WHOLE);
    }

    @Test
    void anEngineThatGivesUpInTheMiddleIsNoticed() throws IOException {
        var broken = "a tar\0{\"errorDetail\":{\"message\":\"layer is gone\"}}\r\n".getBytes(UTF_8);

        assertThat(EngineImages.copy(new ByteArrayInputStream(broken), OutputStream.nullOutputStream()))
                .hasValueSatisfying(reason -> assertThat(reason).hasMessageStartingWith("the engine gave up"));
    }

    @Test
    void nothingIsNoTar() throws IOException {
        assertThat(EngineImages.copy(new ByteArrayInputStream(new byte[0]), OutputStream.nullOutputStream()))
                .isPresent();
    }

    @Test
    void whatTheTargetSaysIsNoFaultOfTheEngine() throws IOException {
        var full = new OutputStream() {
            @Override
            public void write(int next) throws IOException {
                throw new IOException("No space left on device");
            }
        };

        assertThat(EngineImages.copy(new ByteArrayInputStream(WHOLE), full))
                .hasValueSatisfying(reason -> assertThat(reason).hasMessage("No space left on device"));
    }
}
