package io.hearth.message;

import static io.hearth.message.OwnOutbox.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.HearthTest;
import io.hearth.MovableClock;
import io.hearth.member.Consents;
import io.hearth.member.MemberId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@HearthTest
class MemberPagesTest {

    private static final HttpClient BROWSER =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    @Autowired
    ApplicationContext context;

    @Autowired
    Links links;

    @Autowired
    Consents consents;

    @Autowired
    MovableClock clock;

    @LocalServerPort
    int port;

    @Test
    void unsubscribesOnlyWhenAskedTo() throws Exception {
        var member = member();
        var link = path(links.unsubscribe(member, "community"));

        var shown = get(link);
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'");
        assertThat(consents.withdrawn(List.of(member), "community", "email")).isEmpty();

        var done = post(link, "List-Unsubscribe=One-Click");
        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(consents.withdrawn(List.of(member), "community", "email")).containsExactly(member);
        assertThat(consents.withdrawn(List.of(member), "service", "email")).isEmpty();
        keep("unsubscribe", shown.body());
        keep("unsubscribed", done.body());
    }

    @Test
    void remembersWhatAMemberChoosesWithoutLogIn() throws Exception {
        var member = member();
        var link = path(links.preferences(member));
        var page = Jsoup.parse(get(link).body());
        assertThat(page.select("input[name=purpose][value=community]").hasAttr("checked"))
                .isTrue();
        assertThat(page.select("input[name=purpose][value=marketing]").hasAttr("checked"))
                .isFalse();

        var saved = post(link, "purpose=marketing&purpose=service");

        assertThat(saved.statusCode()).isEqualTo(200);
        assertThat(consents.granted(member, "marketing", "email")).isTrue();
        assertThat(consents.withdrawn(List.of(member), "community", "email")).containsExactly(member);
        assertThat(consents.history(member)).hasSize(2);
        keep("preferences", saved.body());
    }

    @Test
    void leadsToWhereTheTemplateSaysAndNowhereElse() throws Exception {
        var channel = new TestChannel(true);
        try (var outbox = new OwnOutbox(context, Map.of(), channel)) {
            var member = outbox.member();
            outbox.messages.plan(List.of(request("link", member, "onboarding/welcome")));
            var message = outbox.id(member);

            var followed = get(path(links.tracked(message, "charter")));

            assertThat(followed.statusCode()).isEqualTo(302);
            assertThat(followed.headers().firstValue("Location")).contains("https://running-club.example/charter");
            assertThat(get(path(links.tracked(message, "other"))).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void refusesLinksThatAreOldOrMadeUp() throws Exception {
        var member = member();
        var link = path(links.preferences(member));
        var unsubscribe = path(links.unsubscribe(member, "community"));

        assertThat(get(link.substring(0, link.length() - 2) + "AA").statusCode())
                .isEqualTo(404);
        assertThat(get("/u/" + link.substring(3)).statusCode()).isEqualTo(404);
        assertThat(get("/t/..%2f..").statusCode()).isIn(400, 404);
        assertThat(get("/p/%00").statusCode()).isIn(400, 404);
        assertThat(post(unsubscribe + "x", "").statusCode()).isEqualTo(404);
        clock.advance(Duration.ofDays(401));
        assertThat(get(link).statusCode()).isEqualTo(404);
    }

    private MemberId member() {
        try (var outbox = new OwnOutbox(context, Map.of())) {
            return outbox.member();
        }
    }

    private static String path(String link) {
        return URI.create(link).getPath();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return BROWSER.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
        return BROWSER.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private static void keep(String name, String html) throws IOException {
        Files.createDirectories(Path.of("target/mails"));
        Files.writeString(Path.of("target/mails", "page_" + name + ".html"), html);
    }
}
