package io.hearth.studio.draft;

import io.hearth.content.ContentFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The difference of two versions of a file as a unified diff. */
final class Patch {

    private static final int AROUND = 3;
    /** Beyond so many lines squared, what lies between the equal beginning and end is replaced as a whole. */
    private static final long MOST = 4_000_000;

    private Patch() {}

    /** @param before null where the file is new; {@code after} null where it is taken away */
    static String of(String path, @Nullable ContentFile before, @Nullable ContentFile after) {
        if ((before != null && before.text().indexOf('\0') >= 0)
                || (after != null && after.text().indexOf('\0') >= 0)) {
            return "# " + path + " is no text; take it from the archive\n";
        }
        var head = "diff --git a/%s b/%s\n".formatted(path, path)
                + (before == null ? "new file mode 100644\n" : after == null ? "deleted file mode 100644\n" : "")
                + "--- " + (before == null ? "/dev/null" : "a/" + path) + "\n"
                + "+++ " + (after == null ? "/dev/null" : "b/" + path) + "\n";
        var body = hunks(lines(before), lines(after));
        return body.isEmpty() && before != null && after != null ? "" : head + body;
    }

    /** Lines with what ends them, so that a missing end of the last line is kept. */
    private static List<String> lines(@Nullable ContentFile file) {
        var lines = new ArrayList<String>();
        var text = file == null ? "" : file.text();
        for (int at = 0; at < text.length(); ) {
            int end = text.indexOf('\n', at);
            int next = end < 0 ? text.length() : end + 1;
            lines.add(text.substring(at, next));
            at = next;
        }
        return lines;
    }

    private record Line(char mark, String text) {}

    private static String hunks(List<String> before, List<String> after) {
        var all = edits(before, after);
        var out = new StringBuilder();
        int old = 1;
        int now = 1;
        int at = 0;
        while (at < all.size()) {
            if (all.get(at).mark() == ' ') {
                at++;
                old++;
                now++;
                continue;
            }
            int from = Math.max(0, at - AROUND);
            int to = end(all, at);
            int oldFrom = old - (at - from);
            int nowFrom = now - (at - from);
            var hunk = all.subList(from, to);
            int oldCount =
                    (int) hunk.stream().filter(line -> line.mark() != '+').count();
            int nowCount =
                    (int) hunk.stream().filter(line -> line.mark() != '-').count();
            out.append("@@ -%d,%d +%d,%d @@\n"
                    .formatted(
                            oldCount == 0 ? oldFrom - 1 : oldFrom,
                            oldCount,
                            nowCount == 0 ? nowFrom - 1 : nowFrom,
                            nowCount));
            hunk.forEach(line -> out.append(line.mark())
                    .append(line.text())
                    .append(line.text().endsWith("\n") ? "" : "\n\\ No newline at end of file\n"));
            old = oldFrom + oldCount;
            now = nowFrom + nowCount;
            at = to;
        }
        return out.toString();
    }

    /** Where the hunk ends that begins at a change: after the context that follows its last change. */
    private static int end(List<Line> all, int at) {
        int last = at;
        for (int i = at; i < all.size() && i <= last + 2 * AROUND; i++) {
            if (all.get(i).mark() != ' ') {
                last = i;
            }
        }
        return Math.min(all.size(), last + AROUND + 1);
    }

    private static List<Line> edits(List<String> before, List<String> after) {
        int head = 0;
        while (head < before.size() && head < after.size() && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < before.size() - head
                && tail < after.size() - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        var lines = new ArrayList<Line>();
        before.subList(0, head).forEach(line -> lines.add(new Line(' ', line)));
        middle(before.subList(head, before.size() - tail), after.subList(head, after.size() - tail), lines);
        before.subList(before.size() - tail, before.size()).forEach(line -> lines.add(new Line(' ', line)));
        return lines;
    }

    private static void middle(List<String> before, List<String> after, List<Line> into) {
        if ((long) before.size() * after.size() > MOST) {
            before.forEach(line -> into.add(new Line('-', line)));
            after.forEach(line -> into.add(new Line('+', line)));
            return;
        }
        var best = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                best[i][j] = before.get(i).equals(after.get(j))
                        ? best[i + 1][j + 1] + 1
                        : Math.max(best[i + 1][j], best[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                into.add(new Line(' ', before.get(i)));
                i++;
                j++;
            } else if (i < before.size() && (j == after.size() || best[i + 1][j] >= best[i][j + 1])) {
                into.add(new Line('-', before.get(i++)));
            } else {
                into.add(new Line('+', after.get(j++)));
            }
        }
    }
}
