@NullMarked
package dev.mountmark.kubernetes;

import org.jspecify.annotations.NullMarked;
