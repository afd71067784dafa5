package io.hearth;

import io.hearth.account.TestAccounts;
import io.hearth.account.TestPeople;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

@TestConfiguration
@Import(TestAccounts.class)
class TestBeans {

    @Bean
    @Primary
    MovableClock movableClock() {
        return new MovableClock();
    }

    @Bean
    Api api(Environment environment, TestPeople people) {
        return new Api(environment, people);
    }
}
