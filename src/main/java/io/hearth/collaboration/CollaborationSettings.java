package io.hearth.collaboration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What counts for a collaboration: {@code hearth.collaboration}.
 *
 * @param order the type of event by which a member orders
 * @param amountField the field of its data that says what was paid
 */
@ConfigurationProperties("hearth.collaboration")
record CollaborationSettings(
        @DefaultValue("order.paid") String order,
        @DefaultValue("amount") String amountField) {}
