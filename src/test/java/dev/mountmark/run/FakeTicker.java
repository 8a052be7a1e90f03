package dev.mountmark.run;

import java.util.ArrayList;
import java.util.List;

/// Time that passes only when it is told to.
final class FakeTicker implements Ticker {
    private long nanos;
    private final List<Long> pauses = new ArrayList<>();

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public void pause(long milliseconds) {
        pauses.add(milliseconds);
        nanos += milliseconds * 1_000_000;
    }

    List<Long> pauses() {
        return List.copyOf(pauses);
    }
}
