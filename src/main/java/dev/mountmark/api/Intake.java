package dev.mountmark.api;

import dev.mountmark.benchmark.InvalidRequestException;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.history.IdempotencyKey;
import dev.mountmark.history.Submission;
import dev.mountmark.history.Submission.Accepted;
import dev.mountmark.history.Submission.KeyTaken;
import dev.mountmark.history.Submission.QueueFull;
import dev.mountmark.history.Submission.Repeated;
import dev.mountmark.run.Runs;
import java.util.Optional;

/// Takes in what is asked to be measured, or says why not.
record Intake(Runs runs) {
    /// Somewhat longer than a sample usually takes: nobody knows when the run at hand will end.
    private static final long RETRY_AFTER_SECONDS = 60;

    /// The run that was made, or was made before for the same key.
    ///
    /// @throws Problem when there is none
    Run run(RunBodyReader.Read read, Optional<IdempotencyKey> key) {
        return switch (submission(read, key)) {
            case Accepted accepted -> existing(accepted.event().run());
            case Repeated repeated -> existing(repeated.run());
            case KeyTaken taken ->
                throw Problems.keyTaken(key.map(IdempotencyKey::value).orElse(""), taken.run());
            case QueueFull full -> throw Problems.queueFull(full.queued(), runs.capacity(), RETRY_AFTER_SECONDS);
        };
    }

    private Submission submission(RunBodyReader.Read read, Optional<IdempotencyKey> key) {
        try {
            return runs.submit(read.body().request(), key);
        } catch (InvalidRequestException e) {
            throw Problems.invalid(e.field(), e.problem(), read.at(e.field()));
        }
    }

    private Run existing(RunId id) {
        return runs.find(id).orElseThrow(() -> Problems.noSuchRun(id));
    }
}
