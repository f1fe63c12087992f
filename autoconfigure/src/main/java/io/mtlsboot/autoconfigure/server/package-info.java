/**
 * The ports of the application: what gives every connector of Tomcat and Reactor Netty
 * our TLS and refuses to open a port without it.
 */
@NullMarked
package io.mtlsboot.autoconfigure.server;

import org.jspecify.annotations.NullMarked;
