@NullMarked
package dev.mountmark.docker;

import org.jspecify.annotations.NullMarked;
