package io.hearth.decision.engine;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of compiling and deciding.
 *
 * @param compileTimeout how long one rulebook may take to compile
 * @param compilerMemory heap of the process that compiles
 * @param warmCompiler whether that process is started with the server, rather than with the first rule to compile
 * @param mostRules rules of one rulebook
 * @param firings rules that may fire in one decision
 * @param ticks steps that the rules of one decision may take
 * @param deadline how long one decision may take; and as much again of a processor's time, so that a machine that
 *     stands still fails no decision
 * @param memory what one decision may allocate
 * @param rulesets how many rulesets that nobody uses are kept for a quick return
 */
@ConfigurationProperties("hearth.decision")
record Budgets(
        @DefaultValue("30s") Duration compileTimeout,
        @DefaultValue("384MB") DataSize compilerMemory,
        @DefaultValue("true") boolean warmCompiler,
        @DefaultValue("2000") int mostRules,
        @DefaultValue("2000") int firings,
        @DefaultValue("1000000") long ticks,
        @DefaultValue("250ms") Duration deadline,
        @DefaultValue("64MB") DataSize memory,
        @DefaultValue("3") int rulesets) {

    static Budgets defaults() {
        return new Budgets(
                Duration.ofSeconds(30),
                DataSize.ofMegabytes(384),
                true,
                2000,
                2000,
                1_000_000,
                Duration.ofMillis(250),
                DataSize.ofMegabytes(64),
                3);
    }
}
