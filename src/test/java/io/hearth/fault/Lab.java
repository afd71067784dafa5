package io.hearth.fault;

import io.hearth.platform.store.LabStores;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.util.FileSystemUtils;

/** Two servers on one PostgreSQL and one Redis, with receivers for what they send; all of it ours to break. */
final class Lab implements AutoCloseable {

    static final String COMMUNITY = "fault";

    /** The templates, by names that the vocabulary's examples speak of. */
    static final String THANKS = "rewards/level-up";

    static final String WELCOME = "onboarding/welcome";
    private static final String VOLUNTEER = "volunteer";

    /** What is taken from the content that the server is packed with. */
    private static final List<String> PACKED = List.of(
            "rules/catalogue.yaml",
            "rules/vocabulary.dsl",
            "templates/model.yaml",
            "templates/_layout/email.mjml",
            "templates/_layout/email.txt.ftl",
            "templates/_layout/text_en.properties",
            "templates/_layout/text_zh.properties",
            "bpmn/collaboration/collaboration.bpmn",
            "bpmn/promotion/promotion.bpmn",
            "rules/partners/audience.csv",
            "rules/partners/contracts.csv",
            "rules/partners/fit.dslr",
            "rules/partners/risky-contracts.dslr",
            "templates/collaboration/signed/message.yaml",
            "templates/collaboration/signed/sample.json",
            "templates/collaboration/signed/short.txt.ftl",
            "templates/collaboration/signed/text_en.properties",
            "templates/collaboration/signed/text_zh.properties",
            "templates/promotion/offer/message.yaml",
            "templates/promotion/offer/sample.json",
            "templates/promotion/offer/short.txt.ftl",
            "templates/promotion/offer/text_en.properties",
            "templates/promotion/offer/text_zh.properties");

    private final Path folder;
    private final LabStores stores;
    private final Channels channels = new Channels();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final String secret = "hk_" + UUID.randomUUID().toString().replace("-", "");
    private final String session = UUID.randomUUID().toString();
    private final String classPath;
    private boolean closed;
    private volatile Duration ahead = Duration.ZERO;

    /** With rules that the model knows. */
    Lab(Path folder) throws Exception {
        this(folder, false);
    }

    /** @param product whether it runs the content that the server is packed with */
    Lab(Path folder, boolean product) throws Exception {
        FileSystemUtils.deleteRecursively(folder);
        this.folder = Files.createDirectories(folder.toAbsolutePath());
        this.stores = new LabStores(
                folder.toAbsolutePath().resolve("stores"),
                Path.of(System.getProperty("hearth.fault.binaries", "target/test-binaries"))
                        .toAbsolutePath());
        Runtime.getRuntime().addShutdownHook(new Thread(this::interrupted));
        this.classPath = productClassPath();
        configure();
        if (!product) {
            writeContent();
            set("hearth.content.location", this.folder.resolve("content").toString());
        }
    }

    /** Leaves no process behind, even where the test itself was ended. */
    private void interrupted() {
        try {
            close();
        } catch (Exception stillThere) {
            throw new IllegalStateException(stillThere);
        }
    }

    private void configure() throws IOException {
        set("spring.datasource.username", stores.application());
        set("spring.datasource.password", stores.applicationPassword());
        set("spring.flyway.user", stores.owner());
        set("spring.flyway.password", stores.ownerPassword());
        set("hearth.simulator.running", "false");
        set("hearth.community.default", COMMUNITY);
        set("hearth.event.lease", System.getProperty("hearth.fault.lease", "3s"));
        set("hearth.event.backlog", "1500");
        set("hearth.message.lease", "4s");
        set("hearth.message.overall.per-day", "1");
        set("hearth.message.overall.per-week", "1");
        for (var channel : List.of("webhook", "email")) {
            set("hearth.message.limits." + channel + ".backoff", "500ms");
            set("hearth.message.limits." + channel + ".longest-backoff", "2s");
            set("hearth.message.limits." + channel + ".attempts", "20");
            set("hearth.message.limits." + channel + ".break-for", "1s");
        }
        set("hearth.message.webhook.url", channels.webhook().toString());
        set("hearth.message.webhook.secrets", "whsec_" + "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0");
        set("hearth.message.webhook.allow-private", "true");
        set("hearth.message.webhook.timeout", "3s");
        set("hearth.message.email.answer", "3s");
        set("spring.mail.host", "127.0.0.1");
        set("spring.mail.port", Integer.toString(channels.smtpPort()));
        set("hearth.journey.backoff", "500ms");
        set("hearth.reward.board.rebuild-after", "2s");
        set("springdoc.api-docs.enabled", "false");
        set("logging.structured.format.console", "");
    }

    /** For nodes that start from now on. */
    void set(String setting, String value) {
        settings.put(setting, value);
    }

    Map<String, String> settings() {
        return settings;
    }

    /** Nodes that start beside each other, with a person and a machine let in. */
    List<Node> start(String... names) throws Exception {
        var fresh = new ArrayList<Node>();
        for (var name : names) {
            var node = new Node(name, this);
            nodes.add(node);
            fresh.add(node);
            node.begin();
            if (nodes.size() == 1) {
                // It makes the tables.
                node.awaitReady();
                letIn();
            }
        }
        for (var node : fresh.subList(nodes.size() == fresh.size() ? 1 : 0, fresh.size())) {
            node.awaitReady();
        }
        return fresh;
    }

    List<Node> nodes() {
        return nodes;
    }

    private void letIn() throws Exception {
        run("insert into community (slug, name_zh, name_en, join_policy, zone, created_at)"
                + " values ('fault', '故障', 'Fault', 'OPEN', 'Asia/Shanghai', now()) on conflict do nothing");
        run("insert into people_group (name, created_at) values ('volunteers', now()) on conflict do nothing");
        run("insert into person (name, display_name, password_hash, must_change_password, roles, created_at)"
                + " values ('volunteer', 'V', '-', false, '{MARKETER,APPROVER,OPERATOR,ADMINISTRATOR}', now())");
        run("insert into people_group_member values ('volunteers', '" + VOLUNTEER + "')");
        logIn(VOLUNTEER, session);
        runWith(
                "insert into api_key (id, name, secret_hash, scopes, sources, created_by, created_at)"
                        + " values (gen_random_uuid(), 'lab', ?, '{EVENTS_WRITE,READ,ALL}', '{lab}', 'lab', now())",
                sha256(secret));
    }

    /** Somebody has just come in; again where time has passed. */
    void logIn(String person, String token) throws Exception {
        runWith(
                "insert into login_session (token_hash, person, created_at, seen_at) select ?, '" + person
                        + "', at, at from (select now() + interval '" + ahead.toSeconds() + " seconds' as at) t"
                        + " on conflict (token_hash) do update set created_at = excluded.created_at, seen_at = excluded.seen_at",
                sha256(token));
    }

    /** Time passes for all servers, also for those that start from now on. */
    void ahead(Duration by) throws Exception {
        ahead = ahead.plus(by);
        for (var node : nodes) {
            if (node.alive()) {
                node.order("ahead " + ahead.toSeconds());
            }
        }
    }

    Duration ahead() {
        return ahead;
    }

    /** What the servers' clocks show. */
    Instant now() {
        return Instant.now().plus(ahead);
    }

    private static byte[] sha256(String text) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    String secret() {
        return secret;
    }

    /** The cookies of a volunteer who is logged in. */
    String cookies() {
        return "hearth_session=" + session + "; XSRF-TOKEN=" + session;
    }

    String forgeryToken() {
        return session;
    }

    Path folder() {
        return folder;
    }

    LabStores stores() {
        return stores;
    }

    Channels channels() {
        return channels;
    }

    String classPath() {
        return classPath;
    }

    /** The product as it is, its libraries, and our hooks; no other class of the test tree. */
    private String productClassPath() throws IOException, URISyntaxException {
        var own = Path.of(Objects.requireNonNull(
                        Lab.class.getProtectionDomain().getCodeSource().getLocation())
                .toURI());
        var hooks = folder.resolve("hooks");
        copy(own.resolve("io/hearth/fault/node"), hooks.resolve("io/hearth/fault/node"));
        var all = System.getProperty(
                "hearth.fault.classpath",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        return hooks
                + File.pathSeparator
                + Arrays.stream(all.split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toAbsolutePath())
                        .filter(entry -> !entry.equals(own))
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator));
    }

    private void writeContent() throws Exception {
        var content = folder.resolve("content");
        copy(
                Path.of(resource("/fault/rules/rewards/fault.dslr").toURI())
                        .resolve("../../..")
                        .normalize(),
                content);
        for (var packed : PACKED) {
            try (var in = resource("/content/" + packed).openStream()) {
                var file = content.resolve(packed);
                Files.createDirectories(file.getParent());
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static java.net.URL resource(String name) {
        return Objects.requireNonNull(Lab.class.getResource(name), name);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var walk = Files.walk(from)) {
            walk.filter(Files::isRegularFile).forEach(file -> {
                try {
                    var target = to.resolve(from.relativize(file).toString());
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                } catch (IOException fault) {
                    throw new UncheckedIOException(fault);
                }
            });
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    long number(String sql) throws SQLException {
        return rows(sql, row -> row.getLong(1)).get(0);
    }

    List<String> texts(String sql) throws SQLException {
        return rows(sql, row -> row.getString(1));
    }

    <T> List<T> rows(String sql, Row<T> reads) throws SQLException {
        try (var connection = stores.connect(false);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<T>();
            while (rows.next()) {
                found.add(reads.from(rows));
            }
            return found;
        }
    }

    /** Reads one row. */
    interface Row<T> {
        T from(java.sql.ResultSet row) throws SQLException;
    }

    void run(String sql) throws SQLException {
        try (var connection = stores.connect(false);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A minute passes for all timers that wait. */
    void hasten() throws SQLException {
        run("update act_ru_job set duedate_ = now() at time zone 'UTC' where duedate_ > now() at time zone 'UTC'");
    }

    private void runWith(String sql, byte[] bytes) throws SQLException {
        try (var connection = stores.connect(false);
                var statement = connection.prepareStatement(sql)) {
            statement.setBytes(1, bytes);
            statement.executeUpdate();
        }
    }

    @Override
    public synchronized void close() throws Exception {
        if (closed) {
            return;
        }
        closed = true;
        for (var node : nodes) {
            if (node.alive()) {
                node.signal("CONT");
                node.kill();
            }
        }
        stores.close();
        channels.close();
    }
}
