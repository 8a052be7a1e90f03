/// The domain: what is measured, where, and what came out. No framework, and neither clock nor randomness of its own.
@NullMarked
package dev.mountmark.benchmark;

import org.jspecify.annotations.NullMarked;
