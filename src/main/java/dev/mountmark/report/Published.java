package dev.mountmark.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Slug;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Figures that somebody published, to stand beside what was measured here. They are shown and nothing else: no
/// statistics, ratio or verdict is ever made of them, because nobody knows here how they were taken.
///
/// @param name by which it is asked for
/// @param title of the publication
/// @param author who published it
/// @param date when, as in `2024-12-30`
/// @param source where it stands
/// @param workload of ours that does the same work
/// @param systems on what it was measured
/// @param rows in the order of the publication
public record Published(
        String name,
        String title,
        String author,
        String date,
        String source,
        Slug workload,
        List<Machine> systems,
        List<Row> rows) {
    /// Every publication there is. A new one is a file in `published` and its name here.
    public static final List<String> NAMES = List.of("article-2025");

    public Published {
        systems = List.copyOf(systems);
        rows = List.copyOf(rows);
    }

    /// @param platforms those of the rows that ran on it
    /// @param facts what the publication tells of it
    public record Machine(List<String> platforms, List<String> facts) {
        public Machine {
            platforms = List.copyOf(platforms);
            facts = List.copyOf(facts);
        }
    }

    /// One line of a published table.
    public record Row(
            String platform, Scenario scenario, double averageSeconds, double minimumSeconds, double maximumSeconds) {}

    /// The publication of that name, empty when there is none.
    public static Optional<Published> named(String name) {
        return NAMES.contains(name) ? Optional.of(read(name)) : Optional.empty();
    }

    /// What has to be said once wherever its figures stand.
    String note() {
        return "published: average and range as in \"" + title + "\" (" + author + ", " + date + ", " + source
                + "), not measured here.";
    }

    private static Published read(String name) {
        try (var file = Published.class.getResourceAsStream("published/" + name + ".json")) {
            if (file == null) {
                throw new IllegalStateException("published/" + name + ".json is missing beside " + Published.class);
            }
            var tree = new ObjectMapper().readTree(file);
            return new Published(
                    name,
                    tree.required("title").asText(),
                    tree.required("author").asText(),
                    tree.required("date").asText(),
                    tree.required("source").asText(),
                    new Slug(tree.required("workload").asText()),
                    elements(tree.required("systems"))
                            .map(machine ->
                                    new Machine(texts(machine.required("platforms")), texts(machine.required("facts"))))
                            .toList(),
                    elements(tree.required("rows")).map(Published::row).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(JsonNode row) {
        return new Row(
                row.required("platform").asText(),
                Scenario.labelled(row.required("scenario").asText()).orElseThrow(),
                row.required("averageSeconds").asDouble(),
                row.required("minimumSeconds").asDouble(),
                row.required("maximumSeconds").asDouble());
    }

    private static List<String> texts(JsonNode array) {
        return elements(array).map(JsonNode::asText).toList();
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
