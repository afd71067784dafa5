package io.hearth.decision.language;

import java.util.List;

/** Words that the product itself fixes. */
final class FixedWords {

    private FixedWords() {}

    static final List<Named> STATUSES = List.of(
            new Named("none", "访客", "visitor"),
            new Named("applied", "已申请", "applied"),
            new Named("active", "正式", "active"),
            new Named("muted", "禁言", "muted"),
            new Named("removed", "已移除", "removed"),
            new Named("left", "已退出", "left"));
    static final List<Named> SEVERITIES = List.of(
            new Named("low", "低", "low"),
            new Named("normal", "中", "normal"),
            new Named("high", "高", "high"),
            new Named("critical", "紧急", "critical"));
    static final List<Named> LANGUAGES = List.of(new Named("zh", "中文", "Chinese"), new Named("en", "英文", "English"));
    static final List<Named> WEEKDAYS = List.of(
            new Named("mon", "周一", "Monday"),
            new Named("tue", "周二", "Tuesday"),
            new Named("wed", "周三", "Wednesday"),
            new Named("thu", "周四", "Thursday"),
            new Named("fri", "周五", "Friday"),
            new Named("sat", "周六", "Saturday"),
            new Named("sun", "周日", "Sunday"));
}
