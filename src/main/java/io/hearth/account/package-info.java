/** People who work here: log-in, groups, roles, absences, API keys and the audit table. Uses {@code platform}. */
@NullMarked
package io.hearth.account;

import org.jspecify.annotations.NullMarked;
