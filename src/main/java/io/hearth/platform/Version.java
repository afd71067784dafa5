package io.hearth.platform;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;

/** Which build of the server this is. */
@Component
public class Version {

    private final String current;

    Version(ObjectProvider<BuildProperties> build) {
        var properties = build.getIfAvailable();
        var version = properties == null ? null : properties.getVersion();
        this.current = version == null ? "development" : version;
    }

    public String current() {
        return current;
    }
}
