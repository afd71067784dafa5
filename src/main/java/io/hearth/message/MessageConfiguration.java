package io.hearth.message;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MessageConfiguration {

    @Bean
    Route messageRoute(List<Channel> channels, MessageSettings settings) {
        return new Route(channels, settings.route());
    }

    @Bean
    Arbitration messageArbitration(MessageSettings settings, Route route) {
        return new Arbitration(settings, route);
    }
}
