package io.hearth;

import io.hearth.platform.store.StoreCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the server. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class Hearth {

    public static void main(String[] arguments) {
        if (!StoreCommand.carriedOut(arguments)) {
            SpringApplication.run(Hearth.class, arguments);
        }
    }
}
