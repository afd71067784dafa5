package io.hearth.decision.language;

import io.hearth.decision.RulebookSource;
import io.hearth.decision.engine.Compiling;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Puts one piece of text after another into every place of the accepted files of a folder. Each file that comes of it must
 * be refused, or compile to classes that do what rules may do and nothing else. Writes a line for each file: how many
 * were tried, accepted and compiled; and one for each that breaks out.
 */
final class MutationRun {

    private static final Pattern TOKEN = Pattern.compile("\\w+|\\s+|.", Pattern.DOTALL);
    private static final List<String> PIECES = List.of(
            "eval(true)",
            "System.setProperty(\"adv\", \"1\");",
            "new java.io.File(\"x\")",
            ".getClass()",
            "this",
            "null",
            "function void f() {}",
            "import java.io.File;",
            "global java.util.List l;",
            "declare X end",
            "query q() end",
            "@x(1)",
            "from",
            "or",
            "not",
            "exists",
            "accumulate(",
            "?",
            "do[x]",
            "then",
            "when",
            "end",
            "rule \"x\"",
            "salience 2000000",
            "timer(int: 0 1s)",
            "dialect \"mvel\"",
            "no-loop",
            "extends \"first\"",
            "while (true) {}",
            "if (true)",
            "insert(1);",
            "update($m);",
            "drools.halt();",
            "\"",
            "'",
            "\\u0022",
            "\\",
            "//",
            "/*",
            "*/",
            "#",
            "(",
            ")",
            "{",
            "}",
            "[",
            "]",
            ";",
            ":",
            ",",
            "+",
            "==",
            "!",
            "&&",
            "||",
            ">",
            "<",
            "=",
            "|",
            "$x",
            "{n}",
            "-",
            "0x7fffffffffffffff",
            "1e308",
            "matches \"(a+)+\"",
            "\n",
            "\t",
            "\u200b",
            "\u202e",
            "优惠",
            "-1000000000");
    private static final long PATIENCE_MILLIS = 5_000;

    private final List<String> lines = new ArrayList<>();
    private final Compiling compiling = new Compiling();
    private final Random random;
    private final int most;

    private MutationRun(int most, long seed) {
        this.most = most;
        this.random = new Random(seed);
    }

    /** A folder, where to write, how many changes of each file to try and of those accepted to compile, and a seed. */
    public static void main(String[] arguments) throws IOException {
        var run = new MutationRun(Integer.parseInt(arguments[2]), Long.parseLong(arguments[3]));
        AdversarialRun.warmUp();
        try (var paths = Files.list(Path.of(arguments[0]))) {
            for (var path : paths.sorted().toList()) {
                var name = path.getFileName().toString();
                if (name.endsWith(".drl") || name.endsWith(".dslr") || name.endsWith(".csv")) {
                    run.changes(name, AdversarialRun.fitted(name, Files.readAllBytes(path)));
                }
            }
        }
        run.lines.add("canary\t" + System.getProperty("adv"));
        Files.write(Path.of(arguments[1]), run.lines);
    }

    private void changes(String name, byte[] bytes) {
        var original = AdversarialRun.read(name, bytes);
        if (original.hasErrors()) {
            return;
        }
        var accepted = new LinkedHashMap<String, String>();
        int tried = 0;
        for (var text : mutants(new String(bytes, StandardCharsets.UTF_8))) {
            long started = System.nanoTime();
            var read = AdversarialRun.read(name, text.getBytes(StandardCharsets.UTF_8));
            if ((System.nanoTime() - started) / 1_000_000 > PATIENCE_MILLIS) {
                broken(name, "takes too long to read", text);
            }
            tried++;
            if (!read.hasErrors()) {
                read.rulebooks().stream().map(RulebookSource::drl).forEach(drl -> accepted.putIfAbsent(drl, text));
            }
        }
        original.rulebooks().forEach(rulebook -> accepted.remove(rulebook.drl()));
        int compiled = 0;
        for (var entry : chosen(accepted)) {
            var objections = compiling.objections(entry.getKey());
            compiled++;
            if (!objections.isEmpty()) {
                broken(name, objections.toString(), entry.getValue());
            }
        }
        lines.add(String.join(
                "\t", "tried", name, String.valueOf(tried), String.valueOf(accepted.size()), String.valueOf(compiled)));
    }

    private List<String> mutants(String text) {
        var mutants = new ArrayList<String>();
        var places = TOKEN.matcher(text);
        while (places.find()) {
            for (var piece : PIECES) {
                mutants.add(text.substring(0, places.end()) + piece + text.substring(places.end()));
                mutants.add(text.substring(0, places.start()) + piece + text.substring(places.end()));
            }
        }
        Collections.shuffle(mutants, random);
        return mutants.subList(0, Math.min(most, mutants.size()));
    }

    private List<Map.Entry<String, String>> chosen(Map<String, String> accepted) {
        var all = new ArrayList<>(accepted.entrySet());
        Collections.shuffle(all, random);
        return all.subList(0, Math.min(Math.max(1, most / 40), all.size()));
    }

    private void broken(String name, String how, String text) {
        lines.add("broken\t" + name + "\t" + (how + " in " + text).replaceAll("\\s+", " "));
    }
}
