/// Change detection over a list of numbers, and what is said of it from run to run: pure, without
/// clock or storage.
@NullMarked
package dev.mountmark.drift;

import org.jspecify.annotations.NullMarked;
