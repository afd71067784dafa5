/**
 * Makes a sample community live: invented members join, post, comment, like, share, vote, run, buy and complain at a
 * chosen speed. Off in production. Speaks to the server only through its public HTTP API with a key of its own; uses
 * {@code platform} and {@code account} for that key and for who may change the speed.
 */
@NullMarked
package io.hearth.simulator;

import org.jspecify.annotations.NullMarked;
