/// The catalogue of workloads, their files and digests, and the wrapper that times them.
@NullMarked
package dev.mountmark.workload;

import org.jspecify.annotations.NullMarked;
