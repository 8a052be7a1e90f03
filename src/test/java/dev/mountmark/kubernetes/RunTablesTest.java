package dev.mountmark.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mountmark.benchmark.RunId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunTablesTest {
    private static final String ALL = FakeApiServer.NAMESPACE + "configmaps";
    private static final RunId RUN = new RunId("20261123t004512-7qx3fa");
    private static final String ONE = ALL + "/mountmark-" + RUN;
    private static final String FOUND = """
            {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "mountmark-20261123t004512-7qx3fa", "uid": "u-1"}}""";

    private final FakeApiServer server = new FakeApiServer();

    @AfterEach
    void close() {
        server.close();
    }

    private RunTables tables(int kept) {
        return new RunTables(server.cluster(), FakeApiServer.INSTANCE, kept);
    }

    private static String former(String run) {
        return """
                {"metadata": {"name": "mountmark-%1$s", "labels": {"mountmark.dev/run": "%1$s"}}}""".formatted(run);
    }

    @Test
    void ownsByTheOneThatIsThere() throws Exception {
        server.answers("GET " + ONE, 200, FOUND);

        var owner = tables(1).owner(RUN);

        assertThat(owner.getUid()).isEqualTo("u-1");
        assertThat(owner.getKind()).isEqualTo("ConfigMap");
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void makesRoomForANewOneByRemovingTheOldest() throws Exception {
        server.lists(
                ALL,
                "ConfigMap",
                former("20261120t004512-aaaaaa"),
                former("20261122t004512-cccccc"),
                former("20261121t004512-bbbbbb"));
        server.answers("DELETE " + ALL, 200, """
                {"kind": "Status", "apiVersion": "v1", "status": "Success"}""");
        server.answers("POST " + ALL, 201, FOUND);

        var owner = tables(2).owner(RUN);

        assertThat(owner.getUid()).isEqualTo("u-1");
        assertThat(server.asked())
                .filteredOn(request -> request.startsWith("DELETE"))
                .singleElement()
                .asString()
                .contains("mountmark.dev/run=20261120t004512-aaaaaa", "mountmark.dev/table", "0123456789abcdef");
    }

    @Test
    void writesTheTableIntoTheOneThatIsThere() throws Exception {
        server.answers("PATCH " + ONE, 200, FOUND);

        tables(1).write(RUN, "a table\n");

        assertThat(server.asked()).singleElement().asString().contains("\"data\":{\"table\":\"a table\\n\"}}");
    }

    @Test
    void aRunThatMeasuredNothingHereHasNone() throws Exception {
        tables(1).write(RUN, "a table\n");

        assertThat(server.asked()).singleElement().asString().startsWith("PATCH " + ONE);
    }

    @Test
    void aRightThatIsLackingIsNamedWithItsWayOut() {
        server.answers("PATCH " + ONE, 403, """
                {"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure", "message": "configmaps \\"x\\" is\
                 forbidden: User \\"system:serviceaccount:mountmark:mountmark\\" cannot patch resource \\"configmaps\\" in API\
                 group \\"\\" in the namespace \\"jobs\\"", "reason": "Forbidden", "code": 403}""");

        assertThatThrownBy(() -> tables(1).write(RUN, "a table\n"))
                .hasMessageContaining("cannot patch resource \"configmaps\"")
                .hasMessageContaining("grant it to that account");
    }
}
