package io.hearth.decision.receipt;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration
@EnableConfigurationProperties(ReceiptSettings.class)
class ReceiptConfiguration {}
