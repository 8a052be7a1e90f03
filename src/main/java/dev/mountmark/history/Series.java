package dev.mountmark.history;

import dev.mountmark.benchmark.Cache;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Slug;

/// All results ever of one benchmark on one host: what drift is judged on.
///
/// @param id by which this database knows it; another one where a history was moved to
/// @param host the machine that measures
/// @param runtime which
/// @param scenario where the work's files live
/// @param workload what is done
/// @param workloadDigest of its definition and files
/// @param cache what was known of caches
public record Series(
        long id, String host, Slug runtime, Scenario scenario, Slug workload, String workloadDigest, Cache cache) {}
