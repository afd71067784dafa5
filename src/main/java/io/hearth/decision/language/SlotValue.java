package io.hearth.decision.language;

/**
 * What stands in a slot.
 *
 * @param value as DRL gets it: a string, a whole number, a decimal number
 * @param zh as a Chinese sentence says it
 * @param en as an English sentence says it
 */
record SlotValue(Object value, String zh, String en) {

    static SlotValue of(Named name) {
        return new SlotValue(name.id(), name.zh(), name.en());
    }

    static SlotValue same(Object value, String text) {
        return new SlotValue(value, text, text);
    }
}
