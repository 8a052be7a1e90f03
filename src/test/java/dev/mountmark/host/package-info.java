@NullMarked
package dev.mountmark.host;

import org.jspecify.annotations.NullMarked;
