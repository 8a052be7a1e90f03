package dev.mountmark.run;

import java.util.concurrent.TimeUnit;

/// Time that passes, handed in so that tests need not wait for it.
interface Ticker {
    Ticker SYSTEM = new Ticker() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(long milliseconds) throws InterruptedException {
            TimeUnit.MILLISECONDS.sleep(milliseconds);
        }
    };

    /// Monotonic, in nanoseconds from an arbitrary point.
    long nanos();

    /// Lets time pass.
    void pause(long milliseconds) throws InterruptedException;
}
