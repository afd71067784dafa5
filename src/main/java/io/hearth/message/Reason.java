package io.hearth.message;

import java.util.Locale;

/** Why a message was not sent, or not yet. */
public enum Reason {
    CONSENT_MISSING("the member never agreed to this purpose", "成员没有同意过此类消息"),
    CONSENT_WITHDRAWN("the member said no to this purpose", "成员已退订此类消息"),
    SUPPRESSED("the address bounced, complained or was blocked", "该地址退信、投诉或被屏蔽"),
    QUIET_HOURS("it is night where the member lives", "成员所在地正是休息时间"),
    CAP_REACHED("the member has had enough messages lately", "近期发给该成员的消息已达上限"),
    QUOTA_REACHED("the channel's quota is used up for now", "渠道配额已用完"),
    BUDGET_SPENT("the budget is spent", "预算已用完"),
    FROZEN("sending is frozen", "发送已冻结"),
    NO_ADDRESS("the member has no address on this channel", "成员在该渠道没有地址"),
    NO_CHANNEL("no channel that is switched on can carry it", "没有可用的渠道"),
    EXPIRED("it came too late to be of use", "消息已过期"),
    ERASED("the member is not known any more", "成员已被删除"),
    TEMPLATE_MISSING("the live release has no such template", "当前发布中没有此模板"),
    RENDER_FAILED("the template could not be filled in", "模板渲染失败"),
    REFUSED("the channel refused it", "渠道拒绝"),
    TOO_MANY_TRIES("the channel did not take it in many tries", "多次尝试仍未成功"),
    RETRY("the channel was not ready; it is tried again", "渠道暂不可用，稍后重试"),
    IN_DOUBT("the channel did not answer, so it may have been sent", "渠道没有回应，可能已发送"),
    FALLBACK("another channel is tried", "改用其他渠道"),
    PERSON("a person delivers it", "由人工发送"),
    NOT_BY_HAND("the person who was to deliver it could not", "人工未能发送");

    private final String english;
    private final String chinese;

    Reason(String english, String chinese) {
        this.english = english;
        this.chinese = chinese;
    }

    /** "quiet-hours". */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String text(Locale language) {
        return language.getLanguage().equals("zh") ? chinese : english;
    }
}
