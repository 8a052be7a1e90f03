/// Pure numbers: medians, deviations, ratios.
@NullMarked
package dev.mountmark.statistics;

import org.jspecify.annotations.NullMarked;
