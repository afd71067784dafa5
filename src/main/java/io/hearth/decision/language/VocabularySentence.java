package io.hearth.decision.language;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One sentence that rules can say.
 *
 * @param condition whether it stands in {@code when}; otherwise in {@code then}
 * @param meaning what it reads and compares, or asks for
 * @param example one use of it, in English
 */
record VocabularySentence(
        String id,
        boolean condition,
        String topic,
        List<SentenceForm> en,
        List<SentenceForm> zh,
        String meaning,
        String example,
        int line) {

    Stream<SentenceForm> forms() {
        return Stream.concat(zh.stream(), en.stream());
    }

    String sayZh(Map<String, SlotValue> slots) {
        return zh.get(0).say(texts(zh.get(0), slots, true));
    }

    String sayEn(Map<String, SlotValue> slots) {
        return en.get(0).say(texts(en.get(0), slots, false));
    }

    private static Map<String, String> texts(SentenceForm form, Map<String, SlotValue> slots, boolean zh) {
        var texts = new HashMap<String, String>();
        form.slots().forEach(slot -> {
            var value = slots.get(slot.name());
            if (value != null) {
                var text = zh ? value.zh() : value.en();
                texts.put(slot.name(), slot.type() == SlotType.TEXT ? '"' + text + '"' : text);
            }
        });
        return texts;
    }
}
