package dev.mountmark.drift;

import java.util.List;
import java.util.Optional;

/// What is to be said of a series after a run.
///
/// @param state as the runs have it; see [State#at] for what time makes of it
/// @param baseline what it is held against; empty below [Judging#LEARNING] runs
/// @param newest the level that the newest run belongs to, the one that a person accepts; empty
///     below [Judging#LEARNING] runs
/// @param fresh what was not told before, by index: to be appended to the past
public record Judgement(State state, Optional<Level> baseline, Optional<Level> newest, List<Verdict> fresh) {
    public Judgement {
        fresh = List.copyOf(fresh);
    }

    static Judgement learning(int runs) {
        return new Judgement(
                new State.Learning(Judging.LEARNING - runs), Optional.empty(), Optional.empty(), List.of());
    }
}
