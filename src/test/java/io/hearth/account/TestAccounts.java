package io.hearth.account;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

@TestConfiguration
public class TestAccounts {

    @Bean
    TestPeople testPeople(Staff staff, ApiKeys keys) {
        return new TestPeople(staff, keys);
    }
}
