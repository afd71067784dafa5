/**
 * PostgreSQL and Redis run by this server from their real binaries, where no address is configured: unpacked, started
 * before anything that needs them, and stopped after everything that used them. Uses {@code platform} only.
 */
@NullMarked
package io.hearth.platform.store;

import org.jspecify.annotations.NullMarked;
