package io.hearth.fault.node;

import io.hearth.Hearth;
import org.springframework.boot.SpringApplication;

/**
 * The server with places at which a test can stop it. Everything about that is in this package of the test tree, which is
 * not in the jar: the server itself knows nothing of it.
 */
public final class FaultyHearth {

    private FaultyHearth() {}

    public static void main(String[] arguments) throws Exception {
        var lab = new LabLine(Integer.getInteger("hearth.fault.lab"), System.getProperty("hearth.fault.node"));
        var application = new SpringApplication(Hearth.class);
        application.addInitializers(context -> context.getBeanFactory().addBeanPostProcessor(new Hooks(lab)));
        application.run(arguments);
        lab.say("ready");
    }
}
