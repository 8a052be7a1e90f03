/// The host itself as a runtime: the scenario `native`.
@NullMarked
package dev.mountmark.host;

import org.jspecify.annotations.NullMarked;
