/// Nodes of a Kubernetes cluster as runtimes: each sample is a Job.
@NullMarked
package dev.mountmark.kubernetes;

import org.jspecify.annotations.NullMarked;
