package io.hearth.member;

import jakarta.validation.constraints.Positive;
import java.time.ZoneId;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of members.
 *
 * @param identitiesInMemory how many identities are remembered together with the member that they lead to
 * @param language the language of a member who never said theirs
 * @param zone the time zone of a member who never said theirs
 */
@Validated
@ConfigurationProperties("hearth.member")
record MemberProperties(
        @DefaultValue("250000") @Positive int identitiesInMemory,
        @DefaultValue("zh-CN") Locale language,
        @DefaultValue("Asia/Shanghai") ZoneId zone) {}
