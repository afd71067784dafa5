package io.hearth.promotion;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who must agree to a promotion, and how its waves are planned: {@code hearth.promotion}.
 *
 * @param approvers the group of which one person agrees to every promotion
 * @param leads the group of which one more person agrees where one of the following rules asks for it
 * @param largeAudience an audience of so many members or more
 * @param largeBudget a budget of so much or more
 * @param sensitiveWords words in the title or offer, however they are written (width, case, Traditional characters, pinyin)
 * @param batch for how many members messages are planned in one transaction
 * @param poll how long the worker rests when there is nothing to do
 */
@ConfigurationProperties("hearth.promotion")
record PromotionSettings(
        @DefaultValue("approvers") String approvers,
        @DefaultValue("leads") String leads,
        @DefaultValue("10000") long largeAudience,
        @DefaultValue("10000") BigDecimal largeBudget,

        @DefaultValue({"guarantee", "free", "best", "cure", "保证", "免费", "最佳", "第一", "治愈"})
        List<String> sensitiveWords,

        @DefaultValue("500") int batch,
        @DefaultValue("500ms") Duration poll) {}
