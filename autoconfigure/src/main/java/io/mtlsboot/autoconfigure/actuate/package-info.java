/**
 * What Actuator shows of the material, the ports and the handshakes: the endpoint, the
 * health and the meters.
 */
@NullMarked
package io.mtlsboot.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
