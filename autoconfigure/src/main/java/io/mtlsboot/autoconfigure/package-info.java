/**
 * The properties, the sources of material, the stores over them and the published SSL
 * bundle: what the adapters to servers, clients, security and Actuator share.
 */
@NullMarked
package io.mtlsboot.autoconfigure;

import org.jspecify.annotations.NullMarked;
