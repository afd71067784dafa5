package io.hearth.message;

import static io.hearth.message.OwnOutbox.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.hearth.HearthTest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.env.MockEnvironment;

/** The channel that the guide shows, compiled from the guide, with nothing but what the server's jar shows to others. */
@HearthTest
class OwnChannelTest {

    @Autowired
    ApplicationContext context;

    @TempDir
    Path folder;

    @Test
    void deliversOnAChannelOfAnotherJar() throws Exception {
        var got = new CopyOnWriteArrayList<String>();
        var pagers = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        pagers.createContext("/", exchange -> {
            got.add(exchange.getRequestHeaders().getFirst("Idempotency-Key") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });
        pagers.start();
        var address = URI.create("http://127.0.0.1:" + pagers.getAddress().getPort() + "/");
        try (var classes = compile();
                var outbox = new OwnOutbox(context, Map.of(), channel(classes, address)).start()) {
            var member = outbox.reachable();

            outbox.messages.plan(List.of(request("own", member, "onboarding/welcome")));

            await().untilAsserted(() -> assertThat(outbox.statuses(member)).containsExactly("sent"));
            assertThat(got)
                    .singleElement()
                    .asString()
                    .startsWith(outbox.id(member) + " ")
                    .contains("林晓");
        } finally {
            pagers.stop(0);
        }
    }

    private static Channel channel(ClassLoader classes, URI pagers) throws Exception {
        var settings = new MockEnvironment().withProperty("pager.url", pagers.toString());
        return (Channel) classes.loadClass("org.example.PagerChannel")
                .getConstructor(org.springframework.core.env.Environment.class)
                .newInstance(settings);
    }

    private URLClassLoader compile() throws Exception {
        var guide = Files.readString(Path.of("src/docs/messages.md"));
        var found = Pattern.compile("(?s)```java\n(.*?)```").matcher(guide);
        assertThat(found.find()).isTrue();
        var source = folder.resolve("PagerChannel.java");
        Files.writeString(source, found.group(1));
        var errors = new java.io.ByteArrayOutputStream();
        var result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        errors,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.toString(),
                        source.toString());
        assertThat(result).as(errors.toString(StandardCharsets.UTF_8)).isZero();
        return new URLClassLoader(
                new java.net.URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
    }
}
