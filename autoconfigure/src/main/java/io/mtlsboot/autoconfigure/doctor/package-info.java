/**
 * Examines the configuration, the material and the callees, as a command and for
 * Actuator.
 */
@NullMarked
package io.mtlsboot.autoconfigure.doctor;

import org.jspecify.annotations.NullMarked;
