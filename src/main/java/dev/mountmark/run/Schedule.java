package dev.mountmark.run;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.mountmark.benchmark.InvalidRequestException;
import dev.mountmark.benchmark.Plan;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Slug;
import dev.mountmark.history.StartRefusedException;
import dev.mountmark.workload.Catalogue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// When something is measured again and again, and what.
///
/// @param name by which its runs are found: the value of their label [#LABEL]
/// @param times at which it is due
/// @param zone by whose clock
/// @param request for each of its runs
record Schedule(Slug name, ExecutionTime times, ZoneId zone, RunRequest request) {
    static final String LABEL = "schedule";

    /// So many times show a weekend between two of them, also of one that is due every minute of an
    /// hour, and the years of one that is due once a month.
    private static final int LOOKED_AT = 500;

    private static final String PREFIX = "mountmark.schedule.";

    /// The first time after an instant; empty for one that never comes (`0 0 30 2 *`).
    Optional<Instant> next(Instant after) {
        return times.nextExecution(after.atZone(zone)).map(ZonedDateTime::toInstant);
    }

    /// The longest time from one to the next that it comes to: three days where weekends are left
    /// out. Empty for one that is due less than twice.
    Optional<Duration> longestGap(Instant after) {
        var longest = Optional.<Duration>empty();
        var last = next(after);
        for (var i = 0; i < LOOKED_AT && last.isPresent(); i++) {
            var following = next(last.get());
            if (following.isPresent()) {
                var gap = Duration.between(last.get(), following.get());
                longest = longest.filter(known -> known.compareTo(gap) >= 0).or(() -> Optional.of(gap));
            }
            last = following;
        }
        return longest;
    }

    /// Reads all settings, so that a mistake is told at the start and not in the night.
    ///
    /// @throws StartRefusedException when one is not what it may be, with its setting, its value
    ///     and what is expected
    static List<Schedule> read(ScheduleSettings settings, Catalogue catalogue) {
        return settings.schedules().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> read(entry.getKey(), entry.getValue(), catalogue))
                .toList();
    }

    private static Schedule read(String name, ScheduleSettings.Entry entry, Catalogue catalogue) {
        var slug = Slug.read(name)
                .orElseThrow(() -> refused(name, "lower-case letters, digits and single dashes as its name", name));
        return new Schedule(
                slug,
                times(name + ".cron", entry.cron()),
                entry.zone().map(zone -> zone(name + ".zone", zone)).orElseGet(ZoneId::systemDefault),
                request(name, entry, catalogue));
    }

    private static ExecutionTime times(String setting, String cron) {
        try {
            var unix = CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX);
            return ExecutionTime.forCron(new CronParser(unix).parse(cron).validate());
        } catch (IllegalArgumentException e) {
            throw refused(
                    setting,
                    "minute, hour, day of the month, month and day of the week, like 30 3 * * 1-5",
                    cron + " (" + e.getMessage() + ")");
        }
    }

    private static ZoneId zone(String setting, String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw refused(setting, "a time zone like Europe/Berlin or UTC", zone);
        }
    }

    private static RunRequest request(String name, ScheduleSettings.Entry entry, Catalogue catalogue) {
        var workloads = entry.workloads().orElse(List.of());
        var scenarios = entry.scenarios().orElse(List.of());
        var known = catalogue.workloads().stream().map(one -> one.name().value());
        refuseUnknown(
                name + ".workloads", workloads, one -> catalogue.named(one).isPresent(), known);
        refuseUnknown(
                name + ".scenarios",
                scenarios,
                one -> Scenario.labelled(one).isPresent(),
                Scenario.ALL.stream().map(Scenario::label));
        var labels = new HashMap<>(entry.labels());
        labels.put(LABEL, name);
        try {
            return new RunRequest(
                    workloads,
                    entry.runtimes().orElse(List.of()),
                    scenarios,
                    RunRequest.PlanRequest.named(entry.plan().map(plan -> plan(name + ".plan", plan))),
                    labels);
        } catch (InvalidRequestException e) {
            throw new StartRefusedException(PREFIX + name + "." + e.field() + ": " + e.problem());
        }
    }

    private static Plan.Name plan(String setting, String word) {
        return Arrays.stream(Plan.Name.values())
                .filter(plan -> plan.word().equals(word))
                .findFirst()
                .orElseThrow(() -> refused(
                        setting,
                        "any of "
                                + Arrays.stream(Plan.Name.values())
                                        .map(Plan.Name::word)
                                        .collect(Collectors.joining(", ")),
                        word));
    }

    private static void refuseUnknown(
            String setting, List<String> names, Predicate<String> isKnown, Stream<String> known) {
        var unknown = names.stream().filter(isKnown.negate()).toList();
        if (!unknown.isEmpty()) {
            throw refused(setting, "any of " + known.collect(Collectors.joining(", ")), String.join(", ", unknown));
        }
    }

    private static StartRefusedException refused(String setting, String expected, String got) {
        return new StartRefusedException(PREFIX + setting + ": expected " + expected + ", got " + got);
    }
}
