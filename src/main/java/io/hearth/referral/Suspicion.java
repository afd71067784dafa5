package io.hearth.referral;

import java.util.Locale;

/** Why a person should look at a referral before anybody is rewarded for it. */
enum Suspicion {
    SAME_MEMBER("同一个人", "the same person"),
    SAME_EMAIL("相同邮箱", "the same e-mail address"),
    SAME_PHONE("相同手机号", "the same phone number"),
    SAME_DEVICE("相同设备", "the same device"),
    SAME_ADDRESS("相同网络地址", "the same network address"),
    SHARED_DEVICE("与其他被邀请人同一设备", "a device of another invited member"),
    RING("循环邀请", "a ring of invitations"),
    BURST("一小时内加入过多", "too many joins within an hour");

    private final String zh;
    private final String en;

    Suspicion(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    /** As the table and the API name it. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As people read it. */
    String told() {
        return zh + " · " + en;
    }
}
