/// A run's life: queue, rounds, samples, cancelling, events.
@NullMarked
package dev.mountmark.run;

import org.jspecify.annotations.NullMarked;
