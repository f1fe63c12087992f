/**
 * Fetching by HTTP, and whom a certificate may make us contact.
 */
@NullMarked
package io.mtlsboot.revocation.http;

import org.jspecify.annotations.NullMarked;
