package dev.mountmark.workload;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.mountmark.benchmark.Slug;
import dev.mountmark.benchmark.TreeSummary;
import dev.mountmark.benchmark.Workload;
import java.io.IOException;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Makes a [Workload] of a folder's `workload.yaml`.
final class WorkloadReader {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .configure(JsonParser.Feature.STRICT_DUPLICATE_DETECTION, true)
            .build();

    /// Made when the first one has to be checked: that takes as long as reading many.
    private @Nullable WorkloadSchema schema;

    Workload read(WorkloadSource source) {
        var file = source.place() + "/" + WorkloadSource.DEFINITION;
        var fields = new WorkloadFields(file, definition(source, file));
        if (!source.builtIn()) {
            check(file, fields.root());
        }
        if (!fields.text("name").equals(source.name())) {
            throw fields.wrong("name", "that of its folder, " + source.name());
        }
        return workload(fields, WorkloadFiles.tree(source.files()));
    }

    private void check(String file, JsonNode root) {
        if (schema == null) {
            schema = new WorkloadSchema();
        }
        schema.check(file, root);
    }

    private JsonNode definition(WorkloadSource source, String file) {
        try {
            var content = source.files().get(WorkloadSource.DEFINITION);
            return content == null ? YAML.missingNode() : YAML.readTree(content);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            var where = at == null ? "" : " in line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new InvalidWorkloadException(file, "expected YAML, got" + where + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new InvalidWorkloadException(file, "expected YAML, got " + e);
        }
    }

    private static Workload workload(WorkloadFields fields, SortedMap<String, byte[]> tree) {
        var verify = new Workload.Verify(
                fields.text("verify.path"),
                fields.texts("verify.exclude"),
                new TreeSummary(fields.number("verify.entries"), fields.text("verify.digest")));
        var environment = fields.variables("environment");
        var prepare = fields.optional("prepare");
        var volumePath = fields.optional("volumePath");
        return new Workload(
                new Slug(fields.text("name")),
                fields.text("title"),
                fields.text("description"),
                digest(fields, environment, prepare, verify, volumePath, tree),
                new Workload.Image(
                        fields.text("image.base"), fields.texts("image.tools"), fields.optional("image.cache")),
                volumePath,
                environment,
                fields.text("software"),
                prepare,
                fields.text("command"),
                verify,
                new Workload.Limits(fields.bytes("limits.memory"), (int) fields.number("limits.processes")),
                new Workload.Deadlines(
                        fields.duration("deadlines.prepare"),
                        fields.duration("deadlines.command"),
                        fields.duration("deadlines.settle"),
                        fields.duration("deadlines.verify"),
                        fields.duration("deadlines.delete")));
    }

    /// What decides the measured time, and nothing else: neither image nor limits, deadlines and words for people.
    private static String digest(
            WorkloadFields fields,
            SortedMap<String, String> environment,
            @Nullable String prepare,
            Workload.Verify verify,
            @Nullable String volumePath,
            SortedMap<String, byte[]> tree) {
        return new Fingerprint()
                .with("name", fields.text("name"))
                .withVariables(environment)
                .with("prepare", prepare == null ? "" : prepare)
                .with("command", fields.text("command"))
                .with("verify.path", verify.path())
                .with("verify.exclude", String.join("\n", verify.exclude()))
                .with("verify.entries", Long.toString(verify.tree().entries()))
                .with("verify.digest", verify.tree().digest())
                .with("volumePath", volumePath == null ? "" : volumePath)
                .withFiles(tree)
                .hex();
    }
}
