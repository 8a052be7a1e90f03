package dev.mountmark.metrics;

import dev.mountmark.history.StartRefusedException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Which results are shown as metrics.
@ConfigMapping(prefix = "mountmark.metrics")
public interface MetricsSettings {
    /// The most benchmarks that are shown, 1 to 100000; each is some twenty series in Prometheus.
    /// Those measured last are shown, the others counted in `mountmark_series_left_out`.
    @WithDefault("2000")
    int mostBenchmarks();

    /// After how long without a new result a benchmark is no longer shown, an hour to ten years.
    /// It stays in the history.
    @WithDefault("90d")
    Duration forgetAfter();

    /// @throws StartRefusedException when one is out of its range
    static void check(MetricsSettings settings) {
        var most = settings.mostBenchmarks();
        if (most < 1 || most > 100_000) {
            throw new StartRefusedException("mountmark.metrics.most-benchmarks: expected 1 to 100000, got " + most);
        }
        var after = settings.forgetAfter();
        if (after.compareTo(Duration.ofHours(1)) < 0 || after.compareTo(Duration.ofDays(3650)) > 0) {
            throw new StartRefusedException("mountmark.metrics.forget-after: expected 1h to 3650d, got " + after);
        }
    }
}
