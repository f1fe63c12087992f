/**
 * What benchmarks of whole processes have in common: which JDK, class path, certificates
 * and core a process has, how it is told what to do, and what it cost.
 */
@NullMarked
package io.mtlsboot.benchmarks.process;

import org.jspecify.annotations.NullMarked;
