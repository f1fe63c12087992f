/**
 * The command line of the development CA: what reads arguments and prints results.
 */
@NullMarked
package io.mtlsboot.devca.cli;

import org.jspecify.annotations.NullMarked;
