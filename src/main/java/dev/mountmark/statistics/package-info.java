/// Pure numbers: medians, intervals, tests, ratios, outliers. What too few numbers do not carry is empty.
@NullMarked
package dev.mountmark.statistics;

import org.jspecify.annotations.NullMarked;
