/// Container engines with Docker's API as runtimes.
@NullMarked
package dev.mountmark.docker;

import org.jspecify.annotations.NullMarked;
