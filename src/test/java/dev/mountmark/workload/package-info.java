@NullMarked
package dev.mountmark.workload;

import org.jspecify.annotations.NullMarked;
