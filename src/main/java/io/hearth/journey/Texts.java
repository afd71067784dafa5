package io.hearth.journey;

/** A name as drawn, "发送欢迎 Send welcome", in its two languages. */
record Texts(String zh, String en) {

    static Texts of(String drawn) {
        int last = -1;
        for (int i = 0; i < drawn.length(); i++) {
            if (Character.UnicodeScript.of(drawn.charAt(i)) == Character.UnicodeScript.HAN) {
                last = i;
            }
        }
        int from = last + 1;
        while (from > 0
                && from < drawn.length()
                && !Character.isLetterOrDigit(drawn.charAt(from))
                && drawn.charAt(from) != ' ') {
            from++;
        }
        var chinese = drawn.substring(0, from).trim();
        var english = drawn.substring(from).trim();
        return new Texts(chinese.isEmpty() ? english : chinese, english.isEmpty() ? chinese : english);
    }
}
