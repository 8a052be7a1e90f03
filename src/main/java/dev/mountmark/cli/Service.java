package dev.mountmark.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mountmark.api.ForeignQuery;
import dev.mountmark.benchmark.BuiltImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Who measures and keeps the results: this process, or the one that holds the data folder. Both answer the calls of
/// the
/// API, with the same texts.
interface Service {
    /// Measures, and returns when that has ended. A process that is asked to end meanwhile cancels the run and sees to
    /// it that nothing is left.
    ///
    /// @param request JSON, as `POST /runs` takes it
    /// @param transcript gets lines of progress, an empty line and the table
    /// @return the run as it has ended, as JSON
    JsonNode measure(byte[] request, OutputStream transcript) throws IOException, Refused;

    /// @param states by their words, empty for all
    /// @return the page of `GET /runs`, newest first
    JsonNode runs(Set<String> states, int limit) throws IOException, Refused;

    /// @param suffix of `GET /runs/{id}/report.{suffix}`
    byte[] report(String id, String suffix) throws IOException, Refused;

    /// @param suffix of `GET /comparison.{suffix}`
    byte[] comparison(String before, String after, String suffix) throws IOException, Refused;

    /// @param file what hyperfine wrote
    /// @return what `POST /history/hyperfine` answers
    JsonNode importHyperfine(byte[] file, ForeignQuery query) throws IOException, Refused;

    /// @param file times as comma-separated values
    /// @return what `POST /history/csv` answers
    JsonNode importCsv(byte[] file, ForeignQuery query) throws IOException, Refused;

    /// @param states by their words, empty for all
    /// @return what `GET /series` answers, all pages in one
    JsonNode series(Set<String> states) throws IOException, Refused;

    /// @param probe slugs of those that are asked wherever they are
    /// @return what `GET /runtimes` answers
    JsonNode runtimes(List<String> probe) throws IOException, Refused;

    /// No call of the API: beside a service that measures nothing is built.
    ///
    /// @param workload by name
    /// @param runtime slug of the container engine; empty for the first on this machine
    /// @param file where it is written besides; empty where it is not
    /// @param progress told one short sentence for each step
    BuiltImage workloadImage(String workload, Optional<String> runtime, Optional<Path> file, Consumer<String> progress)
            throws IOException, Refused;
}
