package io.hearth.message.channel;

import io.hearth.member.MemberId;
import io.hearth.message.Outgoing;
import io.hearth.message.template.Part;
import io.hearth.message.template.Rendered;
import java.util.Map;
import java.util.UUID;

/** Messages as channels get them. */
final class Outgoings {

    private Outgoings() {}

    static Outgoing saying(String text) {
        return to("group", text);
    }

    static Outgoing to(String address) {
        return to(address, "你好，林晓");
    }

    private static Outgoing to(String address, String text) {
        return new Outgoing(
                UUID.randomUUID(),
                new MemberId(71),
                "running-club",
                "晨跑俱乐部",
                "onboarding/welcome",
                address,
                new Rendered(
                        "zh",
                        Map.of(
                                Part.SUBJECT, "林晓，欢迎来到晨跑俱乐部",
                                Part.HTML, "<p>你好</p>",
                                Part.TEXT, "你好",
                                Part.SHORT, text,
                                Part.DATA, "{\"type\":\"message.onboarding.welcome\",\"text\":\"你好\"}")),
                "http://localhost:8080/u/token",
                1);
    }
}
