package io.hearth.message;

import io.hearth.community.Communities;
import io.hearth.event.EventLog;
import io.hearth.event.NewEvent;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.member.Profile;
import io.hearth.message.template.Templates;
import io.hearth.message.template.TrustedPage;
import io.hearth.platform.Json;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What links in messages lead to, without log-in: tracked links, unsubscribing, preferences. Looking never changes
 * anything, since mail programs open links by themselves.
 */
@RestController
class MemberPages {

    private static final Logger log = LoggerFactory.getLogger(MemberPages.class);
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Links links;
    private final Choices choices;
    private final PreferenceTable preferences;
    private final MessageTable messages;
    private final Templates templates;
    private final Members members;
    private final Communities communities;
    private final Route route;
    private final EventLog events;
    private final ObjectProvider<TrackedTarget> targets;
    private final Clock clock;
    private final TrustedPage page = new TrustedPage("page.html.ftl");

    MemberPages(
            Links links,
            Choices choices,
            PreferenceTable preferences,
            MessageTable messages,
            Templates templates,
            Members members,
            Communities communities,
            Route route,
            EventLog events,
            ObjectProvider<TrackedTarget> targets,
            Clock clock) {
        this.links = links;
        this.choices = choices;
        this.preferences = preferences;
        this.messages = messages;
        this.templates = templates;
        this.members = members;
        this.communities = communities;
        this.route = route;
        this.events = events;
        this.targets = targets;
        this.clock = clock;
    }

    @RequestMapping(
            value = "/t/{token}",
            method = {RequestMethod.GET, RequestMethod.HEAD})
    ResponseEntity<String> follow(@PathVariable String token, jakarta.servlet.http.HttpServletRequest request) {
        var elsewhere = targets.orderedStream()
                .flatMap(target -> target.follow(token, request.getMethod().equals("GET")).stream())
                .findFirst();
        if (elsewhere.isPresent()) {
            return found(elsewhere.get());
        }
        if (!(links.read('t', token).orElse(null) instanceof Links.Token.Click click)) {
            return invalid();
        }
        var message = messages.find(click.message());
        var target = message.flatMap(m -> templates.live().templates().find(m.template()))
                .map(template -> template.description().links().get(click.link()));
        if (message.isEmpty() || target.isEmpty()) {
            return invalid();
        }
        if (request.getMethod().equals("GET")) {
            clicked(message.get(), click.link());
        }
        return found(URI.create(target.get()));
    }

    private static ResponseEntity<String> found(URI target) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(target)
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-store")
                .build();
    }

    /** A link counts once for each message; the member goes on whether or not it could be counted. */
    private void clicked(MessageTable.View message, String link) {
        try {
            var data = Json.mapper()
                    .writeValueAsString(
                            Map.of("template", message.template(), "link", link, "channel", message.channel()));
            events.append(List.of(NewEvent.own(
                    "click-" + message.id() + "-" + link,
                    "message.clicked",
                    clock.instant(),
                    message.member(),
                    message.community(),
                    message.id().toString(),
                    data,
                    null,
                    0)));
        } catch (RuntimeException fault) {
            log.warn("Expected to count a click on message {}, but {}", message.id(), fault.getMessage());
        }
    }

    @GetMapping("/u/{token}")
    ResponseEntity<String> askToUnsubscribe(@PathVariable String token) {
        return unsubscribe(token)
                .map(asked -> {
                    var language = language(asked.member());
                    var model = model(language, "unsubscribe", "unsubscribe");
                    model.put(
                            "paragraphs",
                            List.of(text(language, "unsubscribe.text").formatted(purpose(language, asked.purpose()))));
                    model.put("button", text(language, "unsubscribe.button"));
                    return html(HttpStatus.OK, model);
                })
                .orElseGet(this::invalid);
    }

    /** Also what mail programs call by themselves when "unsubscribe" is pressed there (RFC 8058). */
    @PostMapping("/u/{token}")
    ResponseEntity<String> unsubscribeNow(@PathVariable String token) {
        return unsubscribe(token)
                .map(asked -> {
                    choices.refuse(asked.member(), asked.purpose(), "unsubscribe-link");
                    var language = language(asked.member());
                    var model = model(language, "done", "unsubscribed");
                    model.put(
                            "paragraphs",
                            List.of(text(language, "unsubscribed.text").formatted(purpose(language, asked.purpose()))));
                    model.put("preferences", links.preferences(asked.member()));
                    model.put("preferencesLabel", text(language, "preferences.link"));
                    return html(HttpStatus.OK, model);
                })
                .orElseGet(this::invalid);
    }

    private Optional<Links.Token.Unsubscribe> unsubscribe(String token) {
        return links.read('u', token).map(Links.Token.Unsubscribe.class::cast);
    }

    @GetMapping("/p/{token}")
    ResponseEntity<String> preferences(@PathVariable String token) {
        return links.read('p', token)
                .map(Links.Token.Preferences.class::cast)
                .map(asked -> preferences(asked.member(), ""))
                .orElseGet(this::invalid);
    }

    @PostMapping("/p/{token}")
    ResponseEntity<String> choose(
            @PathVariable String token,
            @RequestParam(name = "purpose", required = false, defaultValue = "") Set<String> wanted,
            @RequestParam(name = "channel", required = false, defaultValue = "") String channel) {
        return links.read('p', token)
                .map(Links.Token.Preferences.class::cast)
                .map(asked -> {
                    choices.choose(asked.member(), wanted, channel);
                    return preferences(asked.member(), text(language(asked.member()), "preferences.saved"));
                })
                .orElseGet(this::invalid);
    }

    private ResponseEntity<String> preferences(MemberId member, String done) {
        var language = language(member);
        var model = model(language, "preferences", "preferences");
        model.put("done", done);
        model.put("paragraphs", List.of(text(language, "preferences.text")));
        model.put("button", text(language, "preferences.button"));
        model.put("purposesLabel", text(language, "preferences.purposes"));
        model.put("channelsLabel", text(language, "preferences.channels"));
        model.put(
                "purposes",
                choices.purposes(member).stream()
                        .map(p -> Map.<String, Object>of(
                                "name",
                                p.name(),
                                "on",
                                p.on(),
                                "title",
                                purpose(language, p.name()),
                                "text",
                                PageTexts.has("purpose." + p.name() + ".text")
                                        ? text(language, "purpose." + p.name() + ".text")
                                        : ""))
                        .toList());
        var chosen = preferences.of(member);
        var personal = route.all().stream().filter(Channel::personal).toList();
        model.put(
                "channels",
                personal.stream()
                        .map(c -> Map.<String, Object>of(
                                "name", c.name(),
                                "title", text(language, "channel." + c.name()),
                                "on", chosen.map(c.name()::equals).orElseGet(() -> c.equals(personal.get(0)))))
                        .toList());
        return html(HttpStatus.OK, model);
    }

    private Locale language(MemberId member) {
        return Optional.ofNullable(members.profiles(List.of(member)).get(member))
                .map(Profile::language)
                .orElse(Locale.CHINESE);
    }

    private static String purpose(Locale language, String purpose) {
        return text(language, "purpose." + purpose);
    }

    private static String text(Locale language, String key) {
        return PageTexts.text(language, key);
    }

    private HashMap<String, Object> model(Locale language, String kind, String texts) {
        var model = new HashMap<String, Object>();
        model.put("language", language.getLanguage());
        model.put("kind", kind);
        model.put("title", text(language, texts + ".title"));
        model.put(
                "community",
                communities
                        .find(communities.usual())
                        .map(c -> language.getLanguage().equals("en") ? c.nameEn() : c.nameZh())
                        .orElse("Hearth"));
        model.put("paragraphs", List.of());
        model.put("done", "");
        model.put("preferences", "");
        return model;
    }

    private ResponseEntity<String> invalid() {
        var model = model(Locale.CHINESE, "invalid", "invalid");
        model.put(
                "paragraphs",
                List.of(
                        text(Locale.CHINESE, "invalid.text"),
                        text(Locale.ENGLISH, "invalid.title") + ". " + text(Locale.ENGLISH, "invalid.text")));
        return html(HttpStatus.NOT_FOUND, model);
    }

    private ResponseEntity<String> html(HttpStatus status, Map<String, Object> model) {
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, java.nio.charset.StandardCharsets.UTF_8))
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-store")
                .body(page.render(model));
    }
}
