/**
 * What reports of benchmarks have in common: medians, figures, charts and documents.
 */
@NullMarked
package io.mtlsboot.benchmarks.report;

import org.jspecify.annotations.NullMarked;
