package io.mtlsboot.rotation;

import java.time.Instant;

import io.mtlsboot.material.TlsMaterial;

/**
 * One numbered snapshot of material. A new one is always a new {@code SSLContext}.
 *
 * @param number 1 for the first, one more for each that replaced it
 * @param material the material
 * @param loadedAt when it was loaded
 */
public record Generation(long number, TlsMaterial material, Instant loadedAt) {
}
