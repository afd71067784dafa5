package io.hearth.console;

import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.EncodedResourceResolver;
import org.springframework.web.servlet.resource.PathResourceResolver;

/**
 * Where the console's files are served from, and for how long they may be kept. Before Spring Boot's own configurer, so
 * that the mapping of everything else is this one.
 */
@Configuration
@Order(-1)
class ConsoleFiles implements WebMvcConfigurer {

    private static final String PLACE = "classpath:/console/";

    /** The build names these files by their content, so that they never change. */
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    /** Resource handlers never answer the empty path. */
    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController("/").setViewName("forward:/index.html");
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations(PLACE + "assets/")
                .setCacheControl(FOR_EVER)
                .resourceChain(true)
                .addResolver(new EncodedResourceResolver())
                .addResolver(new PathResourceResolver());
        registry.addResourceHandler("/**")
                .addResourceLocations(PLACE)
                .setCacheControl(CacheControl.noCache())
                .setUseLastModified(false)
                .setEtagGenerator(new ContentTag())
                .resourceChain(false)
                .addResolver(new PageResolver());
    }
}
