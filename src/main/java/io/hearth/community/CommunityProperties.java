package io.hearth.community;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of communities.
 *
 * @param usual where events belong that name no community; made at the first start
 */
@Validated
@ConfigurationProperties("hearth.community")
record CommunityProperties(
        @DefaultValue("running-club") @NotBlank @org.springframework.boot.context.properties.bind.Name("default")
        String usual) {}
