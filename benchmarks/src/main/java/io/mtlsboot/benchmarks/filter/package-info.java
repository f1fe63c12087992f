/**
 * What the filters of Spring Security and ours cost a request.
 */
@NullMarked
package io.mtlsboot.benchmarks.filter;

import org.jspecify.annotations.NullMarked;
