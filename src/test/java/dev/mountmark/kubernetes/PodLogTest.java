package dev.mountmark.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PodLogTest {
    private static final String POD = "GET " + FakeApiServer.NAMESPACE + "pods/one";
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final FakeApiServer server = new FakeApiServer();

    @AfterEach
    void close() {
        server.close();
    }

    private Telling.Answer await(String step) throws Exception {
        try (var log = new PodLog(server.cluster(), "one")) {
            return log.await(step, null, DEADLINE);
        }
    }

    /// As it is looked at, and as the client looks for it before it reads its log.
    private void isThere(String phase, String state) {
        var pod = pod(phase, state);
        server.answers(POD, 200, pod);
        server.lists(FakeApiServer.NAMESPACE + "pods", "Pod", pod);
    }

    private static String pod(String phase, String state) {
        return """
                {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "one"},
                 "status": {"phase": "%s", "conditions": [{"type": "Ready", "status": "True"}], "containerStatuses": [{"name": "sample", "state": {%s}}]}}""".formatted(phase, state);
    }

    @Test
    void aLogThatBreaksOffIsReadAgainFromItsBeginning() throws Exception {
        isThere("Running", "\"running\": {}");
        server.answers(POD + "/log", 200, "mountmark place nonce\nmountmark pla");
        server.answers(POD + "/log", 200, "mountmark place nonce\nmountmark place . 0\n");

        var answer = await("place");

        assertThat(answer.text()).isEqualTo("nonce");
        assertThat(answer.status()).isZero();
    }

    @Test
    void whatWasToldBeforeThePodEndedIsRead() throws Exception {
        isThere("Succeeded", "\"terminated\": {\"exitCode\": 0, \"reason\": \"Completed\"}");
        server.answers(POD + "/log", 200, "mountmark verify 3 entries\nmountmark verify . 0\n");

        assertThat(await("verify").text()).isEqualTo("3 entries");
    }

    @Test
    void aPodThatWasEndedIsToldWithTheClustersReason() {
        isThere("Failed", "\"terminated\": {\"exitCode\": 137, \"reason\": \"OOMKilled\"}");
        server.answers(POD + "/log", 200, "mountmark place . 0\n");

        assertThatThrownBy(() -> await("command"))
                .hasMessageContaining("command: expected an end")
                .hasMessageContaining("OOMKilled (exit code 137)");
    }

    @Test
    void aPodThatSomebodyRemovedIsTold() {
        assertThatThrownBy(() -> await("command")).hasMessageContaining("somebody has removed it");
    }

    @Test
    void aLogThatMayNotBeReadIsNamed() {
        isThere("Running", "\"running\": {}");
        server.answers(POD + "/log", 403, """
                {"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure", "message": "pods \\"one\\" is\
                 forbidden: User \\"u\\" cannot get resource \\"pods/log\\" in API group \\"\\" in the namespace \\"jobs\\"",\
                 "reason": "Forbidden", "code": 403}""");

        assertThatThrownBy(() -> await("place")).hasMessageContaining("cannot get resource \"pods/log\"");
    }
}
