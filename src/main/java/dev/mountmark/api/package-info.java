/// The HTTP interface under `/api/v1`.
@NullMarked
package dev.mountmark.api;

import org.jspecify.annotations.NullMarked;
