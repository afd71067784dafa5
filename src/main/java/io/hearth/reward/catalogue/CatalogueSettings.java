package io.hearth.reward.catalogue;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the catalogue.
 *
 * @param fulfilGroup the group that sends gifts, where an item names none
 * @param fulfilWithin how long they have for it
 */
@ConfigurationProperties("hearth.reward.catalogue")
record CatalogueSettings(
        @DefaultValue("care") String fulfilGroup,
        @DefaultValue("3d") Duration fulfilWithin) {}
