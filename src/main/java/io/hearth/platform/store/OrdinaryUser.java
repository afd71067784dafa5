package io.hearth.platform.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Who runs PostgreSQL's programs, which refuse to run as root.
 *
 * <p>For root that is nobody: in a user namespace of its own, which keeps root's files readable, or, where namespaces
 * are forbidden, by giving up root and owning the folder.
 */
final class OrdinaryUser {

    private static final String NOBODY = "65534";

    private final List<String> prefix;
    private final boolean ownsFolder;

    private OrdinaryUser(List<String> prefix, boolean ownsFolder) {
        this.prefix = prefix;
        this.ownsFolder = ownsFolder;
    }

    static OrdinaryUser forFilesIn(Path folder) {
        if (!Command.isRoot()) {
            return new OrdinaryUser(List.of(), false);
        }
        var output = folder.resolve("commands.log");
        var namespace = List.of("unshare", "-U");
        if (Command.works(plus(namespace, List.of("true")), output)) {
            return new OrdinaryUser(namespace, false);
        }
        var nobody = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
        if (Command.works(plus(nobody, List.of("test", "-x", folder.toString())), output)) {
            return new OrdinaryUser(nobody, true);
        }
        throw new StoreUnavailable(
                "Expected to run the embedded PostgreSQL as an ordinary user, but this process is root"
                        + " and can neither make a user namespace nor let nobody into " + folder
                        + ". Start Hearth as an ordinary user, or name a server with --spring.datasource.url.");
    }

    void own(Path folder) {
        if (ownsFolder) {
            Command.run(
                    List.of("chown", "-R", NOBODY + ":" + NOBODY, folder.toString()),
                    folder.resolveSibling("commands.log"),
                    Duration.ofSeconds(30));
        }
    }

    List<String> runs(List<String> line) {
        return plus(prefix, line);
    }

    private static List<String> plus(List<String> first, List<String> second) {
        var both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }
}
