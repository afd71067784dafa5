package io.hearth.decision.receipt;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param keep how long receipts are kept, in whole months of them; zero for always
 */
@ConfigurationProperties("hearth.decision.receipts")
record ReceiptSettings(@DefaultValue("0d") Duration keep) {}
