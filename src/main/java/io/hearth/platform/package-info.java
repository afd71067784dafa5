/** Clock, ids, JSON, PostgreSQL and Redis with their embedded defaults, problem responses. Uses no other package. */
@NullMarked
package io.hearth.platform;

import org.jspecify.annotations.NullMarked;
