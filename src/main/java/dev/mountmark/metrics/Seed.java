package dev.mountmark.metrics;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What has to be read once before the first scrape shows what the last one before the restart did.
final class Seed {
    private static final long LONGEST_SECONDS = 5;

    private final CountDownLatch read = new CountDownLatch(1);

    /// Also one that fails lets scrapes go on: what runs later is shown all the same.
    void read(Runnable reading) {
        try {
            reading.run();
        } finally {
            read.countDown();
        }
    }

    /// Until it was read, and no longer than a few seconds: a scrape has a deadline of its own.
    void await() {
        try {
            read.await(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
