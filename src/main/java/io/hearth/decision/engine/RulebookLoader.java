package io.hearth.decision.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hearth.decision.engine.CompiledStore.Stored;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Gets from DRL to a loaded rulebook: compiled in its process, metered, checked, kept by its content, and loaded. A
 * rulebook that is still in use is shared by all releases in which it is the same.
 */
final class RulebookLoader {

    private final Compiler compiler;
    private final CompiledStore store;
    private final Counts counts;
    private final Cache<String, Rulebook> loaded =
            Caffeine.newBuilder().weakValues().build();
    private final String toolchain = toolchain();

    RulebookLoader(Compiler compiler, CompiledStore store, Counts counts) {
        this.compiler = compiler;
        this.store = store;
        this.counts = counts;
    }

    /**
     * The rulebook of this DRL.
     *
     * @throws CompilationFailed when it doesn't compile or what it compiles to may not be loaded
     */
    synchronized Rulebook load(String drl) {
        var source = hash((toolchain + "\n" + drl).getBytes(StandardCharsets.UTF_8));
        var known = loaded.getIfPresent(source);
        if (known != null) {
            return known;
        }
        var rulebook = Rulebook.load(compiled(source, drl));
        loaded.put(source, rulebook);
        return rulebook;
    }

    /** Whether this DRL doesn't compile, or compiles to what may not be loaded; nothing is kept. */
    boolean refuses(String drl) {
        try {
            return checked(metered(compiler.compile(drl))).classes().isEmpty();
        } catch (CompilationFailed e) {
            return true;
        }
    }

    private static Compiled metered(Compiled raw) {
        return new Compiled(raw.model(), Instrument.all(raw.classes()));
    }

    private Compiled compiled(String source, String drl) {
        var stored = store.find(source).filter(found -> found.hash().equals(hash(found.bytes())));
        if (stored.isPresent()) {
            return checked(Compiled.of(stored.get().bytes()));
        }
        var raw = counts.compiling().record(() -> compiler.compile(drl));
        if (raw == null) {
            throw new IllegalStateException("Expected classes of the compiler.");
        }
        var compiled = checked(metered(raw));
        var bytes = compiled.toBytes();
        store.keep(source, new Stored(bytes, hash(bytes)));
        return compiled;
    }

    /** Checked at every load, wherever the classes come from. */
    private static Compiled checked(Compiled compiled) {
        var objections = ClassCheck.objections(compiled.classes());
        if (!objections.isEmpty()) {
            throw new CompilationFailed("the compiled rules do what rules may not: "
                    + String.join("; ", objections.subList(0, Math.min(3, objections.size()))));
        }
        return compiled;
    }

    private static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    /** Everything besides the DRL that decides what it compiles to. */
    private static String toolchain() {
        var digest = sha256();
        for (var type : RuleTypes.all()) {
            try (var in = type.getResourceAsStream(
                    type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class")) {
                if (in != null) {
                    digest.update(in.readAllBytes());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        var engine = org.kie.api.KieBase.class.getPackage().getImplementationVersion();
        return "check " + ClassCheck.VERSION + " engine " + engine + " facts "
                + HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
