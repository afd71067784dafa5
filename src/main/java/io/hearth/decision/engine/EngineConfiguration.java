package io.hearth.decision.engine;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

@Configuration
@EnableConfigurationProperties(Budgets.class)
class EngineConfiguration {

    private final Budgets budgets;

    EngineConfiguration(Budgets budgets) {
        this.budgets = budgets;
        NoOtherLanguages.check(EngineConfiguration.class.getClassLoader());
    }

    @Bean
    Compiler compiler() {
        return new Compiler(budgets.compileTimeout(), budgets.compilerMemory());
    }

    @Bean
    RulesetLoader rulesetLoader(Compiler compiler, CompiledStore store, MeterRegistry registry) {
        var counts = new Counts(registry);
        return new RulesetLoader(new RulebookLoader(compiler, store, counts), budgets, counts);
    }

    @Bean
    WarmUp warmUp(Compiler compiler) {
        return new WarmUp(compiler, budgets.warmCompiler());
    }

    /** Starts the compiler once the server answers, so that it doesn't delay the start. */
    record WarmUp(Compiler compiler, boolean wanted) {

        @EventListener(ApplicationReadyEvent.class)
        void ready() {
            if (wanted) {
                var thread = new Thread(compiler::warm, "compiler-warm-up");
                thread.setDaemon(true);
                thread.start();
            }
        }
    }
}
