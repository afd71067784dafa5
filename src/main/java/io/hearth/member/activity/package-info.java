/**
 * What a member has done in a community, added up: counts, sums, days, streaks, first and last time, and what rules
 * remember about the member. Written by the pipeline alone. Uses {@code platform} and {@code member}.
 */
@NullMarked
package io.hearth.member.activity;

import org.jspecify.annotations.NullMarked;
