/// A run as text and Markdown.
@NullMarked
package dev.mountmark.report;

import org.jspecify.annotations.NullMarked;
