/// What Prometheus scrapes.
@NullMarked
package dev.mountmark.metrics;

import org.jspecify.annotations.NullMarked;
