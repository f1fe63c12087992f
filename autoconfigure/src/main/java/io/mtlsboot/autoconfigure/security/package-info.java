/**
 * Who is calling and what it may do: the principal that Spring Security has for a
 * verified certificate, its roles, and the filter chains that use them.
 */
@NullMarked
package io.mtlsboot.autoconfigure.security;

import org.jspecify.annotations.NullMarked;
