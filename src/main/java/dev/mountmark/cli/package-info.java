/// The command line.
@NullMarked
package dev.mountmark.cli;

import org.jspecify.annotations.NullMarked;
