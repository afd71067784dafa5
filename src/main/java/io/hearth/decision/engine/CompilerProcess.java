package io.hearth.decision.engine;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.hearth.decision.RulebookSource;
import io.hearth.decision.engine.CompilationFailed.Mistake;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * The process in which rulebooks are compiled: reads DRL from its input and writes classes or mistakes to its output,
 * until its input ends. It holds no secret, and whatever happens to it, the server starts another.
 */
public final class CompilerProcess {

    static final byte CLASSES = 1;
    static final byte MISTAKES = 2;

    /** Compiled once at the start, so that the first real rulebook finds the compiler warm. */
    private static final String FIRST = RulebookSource.HEADER + """
            rule "first" when
                Facts(event.type == "a", activity.count("a", "7d") >= 3, membership.level in ("b"))
            then
                outcomes.award(1, "c");
            end
            """;

    private CompilerProcess() {}

    public static void main(String[] arguments) throws IOException {
        var out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        // Nothing but answers may get into the output.
        System.setOut(System.err);
        if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.OFF);
        }
        var compiler = new DrlCompiler();
        compiler.compile(FIRST);
        serve(new DataInputStream(new BufferedInputStream(System.in)), out, compiler);
    }

    private static void serve(DataInputStream in, DataOutputStream out, DrlCompiler compiler) throws IOException {
        while (true) {
            String drl;
            try {
                drl = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
            } catch (EOFException e) {
                return;
            }
            answer(drl, out, compiler);
            out.flush();
        }
    }

    private static void answer(String drl, DataOutputStream out, DrlCompiler compiler) throws IOException {
        Compiled compiled;
        try {
            compiled = compiler.compile(drl);
        } catch (CompilationFailed e) {
            refuse(e.mistakes(), out);
            return;
        } catch (VirtualMachineError e) {
            // A heap or stack that ran out once is no place to go on.
            refuse(List.of(new Mistake(0, "compiling needs more memory than it may use")), out);
            out.flush();
            Runtime.getRuntime().halt(3);
            return;
        } catch (Throwable e) {
            refuse(List.of(new Mistake(0, "the compiler fails: " + e)), out);
            return;
        }
        out.writeByte(CLASSES);
        compiled.write(out);
    }

    private static void refuse(List<Mistake> mistakes, DataOutputStream out) throws IOException {
        var shown = mistakes.subList(0, Math.min(100, mistakes.size()));
        out.writeByte(MISTAKES);
        out.writeInt(shown.size());
        for (var mistake : shown) {
            out.writeInt(mistake.line());
            out.writeUTF(mistake.text().length() > 2000 ? mistake.text().substring(0, 2000) : mistake.text());
        }
    }
}
