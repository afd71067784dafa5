/** The channels that come with Hearth: e-mail, webhook, robots in groups, SMS gateway and a person's hands. Uses {@code platform}, {@code member}, {@code task} and {@code message}. */
@NullMarked
package io.hearth.message.channel;

import org.jspecify.annotations.NullMarked;
