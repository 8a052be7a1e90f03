package dev.mountmark.run;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs that the service starts by itself, by the clock.
@ConfigMapping(prefix = "mountmark.schedule")
public interface ScheduleSettings {
    /// By name: lower-case letters, digits and single dashes. Each run carries the label
    /// `schedule` with that name.
    @WithParentName
    Map<String, Entry> schedules();

    interface Entry {
        /// When, as cron has it: minute, hour, day of the month, month, day of the week (`30 3 *
        /// * *`).
        String cron();

        /// By whose clock (`Europe/Berlin`); this machine's when absent.
        Optional<String> zone();

        /// As in a request for a run: names of workloads.
        Optional<List<String>> workloads();

        /// Slugs of runtimes. Those that are away at that time let the run be refused.
        Optional<List<String>> runtimes();

        /// Labels of scenarios.
        Optional<List<String>> scenarios();

        /// `quick`, `standard` or `thorough`.
        Optional<String> plan();

        /// Labels of each run.
        Map<String, String> labels();
    }
}
