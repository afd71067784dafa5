package io.hearth.message;

import java.util.Locale;
import java.util.Map;

/** What members' pages say, in Chinese and English. */
final class PageTexts {

    private static final Map<String, String> ZH = Map.ofEntries(
            Map.entry("unsubscribe.title", "不再收这类消息？"),
            Map.entry("unsubscribe.text", "点一下，我们以后就不再给你发“%s”。你还是我们的一员，什么都不会少。"),
            Map.entry("unsubscribe.button", "确认退订"),
            Map.entry("unsubscribed.title", "已经退订了"),
            Map.entry("unsubscribed.text", "我们不会再给你发“%s”。如果哪天改了主意，随时可以再打开。"),
            Map.entry("preferences.title", "你想收到什么？"),
            Map.entry("preferences.text", "勾上的我们才发，随时可以改。"),
            Map.entry("preferences.purposes", "消息种类"),
            Map.entry("preferences.channels", "最好发到哪里"),
            Map.entry("preferences.button", "保存"),
            Map.entry("preferences.saved", "已经记下了，谢谢你告诉我们。"),
            Map.entry("preferences.link", "选择收什么"),
            Map.entry("invalid.title", "这个链接不能用了"),
            Map.entry("invalid.text", "它可能已经过期，或者没有复制完整。请从最近一封信里再打开一次。"),
            Map.entry("purpose.service", "服务消息"),
            Map.entry("purpose.service.text", "入群、公约、待办等与你直接有关的消息"),
            Map.entry("purpose.community", "社群消息"),
            Map.entry("purpose.community.text", "问候、里程碑、升级和每周提醒"),
            Map.entry("purpose.marketing", "活动与优惠"),
            Map.entry("purpose.marketing.text", "新活动、合作伙伴和优惠"),
            Map.entry("channel.email", "电子邮件"),
            Map.entry("channel.webhook", "应用内消息"),
            Map.entry("channel.sms", "短信"),
            Map.entry("channel.outbox", "控制台"),
            Map.entry("channel.hands", "志愿者转达"));

    private static final Map<String, String> EN = Map.ofEntries(
            Map.entry("unsubscribe.title", "Stop these messages?"),
            Map.entry(
                    "unsubscribe.text",
                    "One click, and we will not send you \"%s\" any more. You stay a member, and nothing else changes."),
            Map.entry("unsubscribe.button", "Unsubscribe"),
            Map.entry("unsubscribed.title", "You are unsubscribed"),
            Map.entry(
                    "unsubscribed.text",
                    "We will not send you \"%s\" any more. Should you change your mind, you can switch it on again at any time."),
            Map.entry("preferences.title", "What would you like to get?"),
            Map.entry("preferences.text", "We send only what is ticked; change it whenever you like."),
            Map.entry("preferences.purposes", "Kinds of messages"),
            Map.entry("preferences.channels", "Where you like them best"),
            Map.entry("preferences.button", "Save"),
            Map.entry("preferences.saved", "Noted. Thank you for telling us."),
            Map.entry("preferences.link", "Choose what you get"),
            Map.entry("invalid.title", "This link does not work any more"),
            Map.entry(
                    "invalid.text",
                    "It may have expired or was not copied as a whole. Please open it again from a recent letter."),
            Map.entry("purpose.service", "Service messages"),
            Map.entry("purpose.service.text", "Joining, the charter, tasks: what concerns you directly"),
            Map.entry("purpose.community", "Community messages"),
            Map.entry("purpose.community.text", "Greetings, milestones, levels and weekly reminders"),
            Map.entry("purpose.marketing", "Events and offers"),
            Map.entry("purpose.marketing.text", "New events, partners and offers"),
            Map.entry("channel.email", "E-mail"),
            Map.entry("channel.webhook", "In the app"),
            Map.entry("channel.sms", "Text message"),
            Map.entry("channel.outbox", "Console"),
            Map.entry("channel.hands", "By a volunteer"));

    private PageTexts() {}

    static String text(Locale language, String key) {
        var texts = language.getLanguage().equals("en") ? EN : ZH;
        return texts.getOrDefault(key, key.substring(key.indexOf('.') + 1));
    }

    static boolean has(String key) {
        return ZH.containsKey(key);
    }
}
