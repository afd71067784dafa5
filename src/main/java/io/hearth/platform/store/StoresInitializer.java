package io.hearth.platform.store;

import io.hearth.platform.Stores;
import io.hearth.platform.Stores.Kind;
import io.hearth.platform.Stores.Store;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Sees to it that both stores are there before the first bean that needs one, and gone after the last. */
final class StoresInitializer implements ApplicationContextInitializer<GenericApplicationContext>, Ordered {

    private static final Logger log = LoggerFactory.getLogger(StoresInitializer.class);

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void initialize(GenericApplicationContext context) {
        var environment = context.getEnvironment();
        var properties = new HashMap<String, Object>();
        var embedded = embedded(environment, properties);
        embedded.ifPresent(
                running -> context.getDefaultListableBeanFactory().registerDisposableBean("embeddedStores", running));
        var stores = new Stores(
                embedded.flatMap(EmbeddedStores::postgres)
                        .orElseGet(() -> ExternalPostgres.check(environment, properties)),
                embedded.flatMap(EmbeddedStores::redis).orElseGet(() -> externalRedis(environment)));
        environment.getPropertySources().addFirst(new MapPropertySource("hearth stores", properties));
        context.getBeanFactory().registerSingleton("stores", stores);
        say("PostgreSQL", stores.postgres());
        say("Redis", stores.redis());
    }

    private static Optional<EmbeddedStores> embedded(
            ConfigurableEnvironment environment, Map<String, Object> properties) {
        boolean postgres = !environment.containsProperty("spring.datasource.url");
        boolean redis = !environment.containsProperty("hearth.redis.url");
        if (!postgres && !redis) {
            return Optional.empty();
        }
        var settings = Binder.get(environment).bindOrCreate("hearth.platform.store", Bindable.of(StoreSettings.class));
        var folder = Path.of(environment.getProperty("hearth.data", "data"));
        return Optional.of(EmbeddedStores.start(folder, settings, postgres, redis, properties));
    }

    private static Store externalRedis(ConfigurableEnvironment environment) {
        var url = environment.getRequiredProperty("hearth.redis.url");
        return new Store(Kind.EXTERNAL, url.replaceFirst("//[^@/]*@", "//"), null, null);
    }

    private static void say(String name, Store store) {
        log.info(
                "{}: {} at {}{}{}",
                name,
                store.kind() == Kind.EMBEDDED ? "embedded, run by this server" : "external, as configured",
                store.address(),
                store.version() == null ? "" : ", version " + store.version(),
                store.folder() == null ? "" : ", data in " + store.folder());
    }
}
