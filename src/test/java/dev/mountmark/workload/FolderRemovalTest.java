package dev.mountmark.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class FolderRemovalTest {
    @Test
    void whatBelongsToOthersRefusesInTwoWays() {
        assertThat(FolderRemoval.denied(new AccessDeniedException("/work/x"))).isTrue();
        assertThat(FolderRemoval.denied(new FileSystemException("/work/x", null, "Operation not permitted")))
                .isTrue();
    }

    @Test
    void otherRefusalsAreNoMatterOfRights() {
        assertThat(FolderRemoval.denied(new FileSystemException("/work/x", null, "Read-only file system")))
                .isFalse();
        assertThat(FolderRemoval.denied(new FileSystemException("/work/x", null, "Device or resource busy")))
                .isFalse();
        assertThat(FolderRemoval.denied(new DirectoryNotEmptyException("/work/x")))
                .isFalse();
        assertThat(FolderRemoval.denied(new IOException("gone"))).isFalse();
    }
}
