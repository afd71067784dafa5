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
    static final List<Named> FREQUENCIES = List.of(
            new Named("each-time", "每次", "each time"),
            new Named("once", "一次", "once"),
            new Named("once-a-day", "每天一次", "once a day"),
            new Named("once-a-week", "每周一次", "once a week"),
            new Named("once-a-month", "每月一次", "once a month"),
            new Named("once-a-year", "每年一次", "once a year"),
            new Named("once-per-object", "每个对象一次", "once per object"));
    static final List<Named> YES_AND_NO = List.of(new Named("yes", "是", "yes"), new Named("no", "否", "no"));
    static final List<Named> HEADERS = List.of(
            new Named("why", "为什么", "why"),
            new Named("owner", "负责人", "owner"),
            new Named("how often", "频率", "how often"),
            new Named("valid from", "生效", "valid from"),
            new Named("valid to", "失效", "valid to"),
            new Named("priority", "优先级", "priority"),
            new Named("stack", "叠加组", "stack"),
            new Named("budget", "预算", "budget"),
            new Named("enabled", "启用", "enabled"));
}
