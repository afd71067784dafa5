package io.hearth.reward.coupon;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of coupons.
 *
 * @param reserveFor how long a shop has to confirm an order before its code is free again
 */
@ConfigurationProperties("hearth.reward.coupon")
record CouponSettings(@DefaultValue("15m") Duration reserveFor) {}
