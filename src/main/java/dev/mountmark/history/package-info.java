/// What was measured, in SQL: written before anything else is told.
@NullMarked
package dev.mountmark.history;

import org.jspecify.annotations.NullMarked;
