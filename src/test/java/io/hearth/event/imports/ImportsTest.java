package io.hearth.event.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.account.Role;
import io.hearth.event.EventLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@HearthTest
class ImportsTest {

    @Autowired
    Api api;

    @Autowired
    JdbcClient sql;

    @Autowired
    ImportFiles files;

    @Autowired
    ImportTable table;

    @Autowired
    ImportRunner runner;

    @Autowired
    EventLog log;

    @Autowired
    TransactionTemplate transaction;

    private final String name = "n-" + UUID.randomUUID();
    private Api.Client operator;

    @BeforeEach
    void comeIn() {
        operator = api.as(Role.OPERATOR);
    }

    @Test
    void bringsAFileInOnceAndSaysWhyLinesAreRefused() {
        var file = """
                customer,day,sum,what,gift
                7,1998-06-30,12.50,"two, ""quoted""
                lines",yes
                8,1998-02-30,1,x,no
                7,1998-06-30,12.50,"two, ""quoted""
                lines",yes
                9,1998-07-01,abc,x,
                ,1998-07-01,1,x,
                10,1998-07-01,,x,1
                """;
        var mapping = """
                {"name": "%s", "type": "order.paid", "subject": "shop:{customer}", "effects": "cases",
                 "time": {"column": "day", "pattern": "yyyy-MM-dd", "zone": "Asia/Shanghai"}, "object": "order-{line}",
                 "data": {"sum": {"column": "3", "type": "number"}, "what": {"column": "what"},
                          "gift": {"column": "gift", "type": "boolean"}, "channel": {"constant": "web"}}}""".formatted(name);

        var first = finished(start(file.getBytes(StandardCharsets.UTF_8), mapping));
        var second = finished(start(file.getBytes(StandardCharsets.UTF_8), mapping));

        assertThat(first.path("state").asString()).isEqualTo("done");
        assertThat(counts(first)).containsExactly(6, 3, 0, 3);
        assertThat(counts(second)).containsExactly(6, 0, 3, 3);
        assertThat(first.path("bytes").asLong()).isEqualTo(first.path("size").asLong());
        var refusals = operator.get("/imports/" + first.path("id").asString() + "/refusals")
                .json()
                .path("items");
        assertThat(refusals.valueStream()
                        .map(one -> one.path("record").asInt() + " "
                                + one.path("line").asInt() + " "
                                + one.path("field").asString()))
                .containsExactly("2 4 time", "4 7 data/sum", "5 8 subject");
        var rows = sql.sql("SELECT time, object, data, effects, type FROM event WHERE source = ? ORDER BY object")
                .param("import:" + name)
                .query()
                .listOfRows();
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0).get("data"))
                .isEqualTo(
                        "{\"sum\":12.50,\"what\":\"two, \\\"quoted\\\"\\nlines\",\"gift\":true,\"channel\":\"web\"}");
        assertThat(rows.get(0).get("time").toString()).startsWith("1998-06-29");
        assertThat(rows.get(0).get("effects")).isEqualTo(1);
        assertThat(files.has(UUID.fromString(first.path("id").asString()))).isFalse();
    }

    @Test
    void readsOtherShapesOfFile() {
        var fixed = """
                {"name": "%s", "format": {"widths": [4, 8], "charset": "GBK"}, "type": "order.paid", "subject": "f:{1}",
                 "time": {"fixed": "2001-02-03"}, "data": {"city": {"column": "2"}}}""".formatted(name);

        var done = finished(start("a1  上海\nb2  北京\n".getBytes(Charset.forName("GBK")), fixed));

        assertThat(counts(done)).containsExactly(2, 2, 0, 0);
        assertThat(sql.sql("SELECT data FROM event WHERE source = ?")
                        .param("import:" + name)
                        .query(String.class)
                        .set())
                .containsExactlyInAnyOrder("{\"city\":\"上海\"}", "{\"city\":\"北京\"}");
    }

    @Test
    void goesOnWhereItWasStopped() throws IOException {
        var file = IntStream.range(0, 1_700)
                .mapToObj(n -> n % 3 + " 19990101 " + n % 2)
                .collect(Collectors.joining("\n"));
        var mapping = """
                {"name": "%s", "format": {"separator": "whitespace"}, "type": "order.paid", "subject": "c:{1}",
                 "time": {"column": "2", "pattern": "yyyyMMdd"}, "data": {"amount": {"column": "3", "type": "number"}}}""".formatted(name);
        var id = UUID.randomUUID();
        files.store(id, new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
        // As a server leaves it that was killed after 1000 records: their events and the progress are there, no owner
        // is.
        try (var records = Records.open(files.path(id), Mapping.read(mapping))) {
            var maker = runner.maker(Mapping.read(mapping), records);
            log.append(IntStream.range(0, 1_000)
                    .mapToObj(n -> maker.make(records.next(), n + 1).event())
                    .toList());
        }
        transaction.executeWithoutResult(status -> {
            table.add(id, "data.txt", "", file.length(), mapping, name, "test");
            sql.sql(
                            "UPDATE import SET records = 1000, accepted = 1000, state = 'RUNNING', owner = 'killed' WHERE id = ?")
                    .param(id)
                    .update();
        });

        var done = finished(id.toString());

        assertThat(counts(done)).containsExactly(1_700, 1_700, 0, 0);
        assertThat(ids()).hasSize(1_700);
    }

    @Test
    void pausesAndResumesWithoutLosingARecord() {
        var file = IntStream.range(0, 20_000).mapToObj(n -> "u" + n % 50 + ",1").collect(Collectors.joining("\n"));
        var mapping = """
                {"name": "%s", "format": {"separator": ","}, "type": "order.paid", "subject": "p:{1}",
                 "time": {"fixed": "2001-02-03"}, "data": {}}""".formatted(name);
        var id = start(file.getBytes(StandardCharsets.UTF_8), mapping);

        var paused = operator.post("/imports/" + id + "/pause", null);
        var resumed = operator.post("/imports/" + id + "/resume", null);

        assertThat(paused.status()).isIn(200, 409);
        assertThat(resumed.status()).isEqualTo(paused.status());
        assertThat(counts(finished(id))).containsExactly(20_000, 20_000, 0, 0);
        assertThat(ids()).hasSize(20_000);
    }

    @Test
    void refusesAMappingThatCannotWork() {
        var good = """
                {"name": "n", "type": "order.paid", "subject": "c:{1}", "time": {"fixed": "2001-02-03"}, "data": {}}""";
        for (var bad : List.of(
                good.replace("\"n\"", "\"../x\""),
                good.replace("order.paid", "points.awarded"),
                good.replace("{1}", "{nobody}"),
                good.replace("2001-02-03", "yesterday"),
                good.replace("{\"fixed\": \"2001-02-03\"}", "{\"column\": \"1\", \"pattern\": \"yyyybb\"}"),
                good.replace("\"data\": {}", "\"data\": {\"a\": {\"column\": \"1\", \"type\": \"code\"}}"),
                good.replace("\"data\": {}", "\"community\": \"nowhere\""),
                good.replace("\"data\": {}", "\"surprise\": 1"),
                "no json")) {
            assertThat(post("a,b\n".getBytes(StandardCharsets.UTF_8), bad).status())
                    .as(bad)
                    .isEqualTo(400);
        }
        assertThat(api.as(Role.APPROVER).get("/imports").status()).isEqualTo(403);
        assertThat(operator.get("/imports/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    @Test
    void bringsInThePurchasesOfCdnow() throws IOException {
        var file = data("cdnow-sample.txt");
        var shop = name.substring(0, 20);
        var mapping = Files.readString(Path.of("src/docs/samples/cdnow.mapping.json"))
                .replace("\"cdnow\",", '"' + name + "\", \"community\": \"" + shop + "\",")
                .replace("cdnow:{1}", shop + ":{1}");
        var marketer = api.as(Role.MARKETER);
        assertThat(marketer.post(
                                "/communities",
                                Map.of("slug", shop, "name", Map.of("zh", "店", "en", "Shop"), "zone", "UTC"))
                        .status())
                .isEqualTo(201);
        assertThat(marketer.put("/communities/" + shop + "/as-of", Map.of("at", "1998-06-30T23:59:59Z"))
                        .status())
                .isEqualTo(202);
        Map<String, Set<String>> days = new HashMap<>();
        Map<String, BigDecimal> spent = new HashMap<>();
        for (var line : Files.readAllLines(file)) {
            var cells = line.strip().split("\\s+");
            days.computeIfAbsent(cells[0], customer -> new TreeSet<>()).add(cells[2]);
            spent.merge(cells[0], new BigDecimal(cells[4]), BigDecimal::add);
        }

        var first = finished(start(Files.readAllBytes(file), mapping));
        var second = finished(start(Files.readAllBytes(file), mapping));

        assertThat(counts(first)).containsExactly(6_919, 6_919, 0, 0);
        assertThat(counts(second)).containsExactly(6_919, 0, 6_919, 0);
        var rows = sql.sql("""
                        SELECT i.external_id, count(DISTINCT e.time) AS days, to_char(min(e.time AT TIME ZONE 'UTC'), 'YYYYMMDD') AS first,
                               to_char(max(e.time AT TIME ZONE 'UTC'), 'YYYYMMDD') AS last, sum((e.data::json ->> 'amount')::numeric) AS spent
                        FROM event e JOIN identity i USING (member_id) WHERE e.source = ? GROUP BY i.external_id""").param("import:" + name).query().listOfRows();
        assertThat(rows).hasSize(2_357).hasSameSizeAs(days.keySet());
        for (var row : rows) {
            var customer = (String) row.get("external_id");
            var theirs = new TreeSet<>(days.get(customer));
            assertThat(row.get("days")).isEqualTo((long) theirs.size());
            assertThat(row.get("first")).isEqualTo(theirs.first());
            assertThat(row.get("last")).isEqualTo(theirs.last());
            assertThat((BigDecimal) row.get("spent")).isEqualByComparingTo(spent.get(customer));
        }
        var wanted = days.keySet().stream()
                .collect(Collectors.toMap(
                        customer -> customer,
                        customer -> Customers.segment(
                                new TreeSet<>(days.get(customer)), spent.get(customer), LocalDate.of(1998, 6, 30))));
        await().atMost(Duration.ofSeconds(60)).until(() -> decided(shop) == wanted.size());
        assertThat(segments(shop)).isEqualTo(wanted);
        assertThat(new HashSet<>(wanted.values()))
                .as("every segment has customers")
                .hasSize(6);
    }

    private int decided(String community) {
        return sql.sql("""
                        SELECT count(*) FROM segment_member WHERE community = ? AND segment LIKE 'rfm-%'
                        AND NOT EXISTS (SELECT FROM log_head h JOIN log_lease l USING (partition)
                                        WHERE h.next_position - 1 > l.position)""").param(community).query(Integer.class).single();
    }

    private Map<String, String> segments(String community) {
        var found = new HashMap<String, String>();
        sql.sql("""
                        SELECT i.external_id, string_agg(s.segment, ' ') AS segments
                        FROM segment_member s JOIN identity i ON i.member_id = s.member
                        WHERE s.community = ? AND s.segment LIKE 'rfm-%' GROUP BY i.external_id""").param(community).query(row -> {
            found.put(row.getString("external_id"), row.getString("segments"));
        });
        return found;
    }

    @Test
    void bringsInTheReviewsOfWaimai() throws IOException {
        var mapping = Files.readString(Path.of("src/docs/samples/waimai.mapping.json"))
                .replace("\"waimai\"", '"' + name + '"');

        var done = finished(start(Files.readAllBytes(data("waimai-reviews.csv")), mapping));

        assertThat(done.path("records").asInt()).isEqualTo(11_987);
        assertThat(done.path("accepted").asInt() + done.path("refused").asInt()).isEqualTo(11_987);
        assertThat(done.path("refused").asInt()).isLessThan(10);
    }

    private static Path data(String name) {
        var file = Path.of(System.getProperty("hearth.test.data", "../shared/data"), name);
        Assumptions.assumeTrue(Files.exists(file), "No data at " + file.toAbsolutePath());
        return file;
    }

    private Set<String> ids() {
        return new HashSet<>(sql.sql("SELECT id FROM event WHERE source = ?")
                .param("import:" + name)
                .query(String.class)
                .list());
    }

    private static List<Integer> counts(JsonNode shown) {
        return List.of(
                shown.path("records").asInt(),
                shown.path("accepted").asInt(),
                shown.path("duplicate").asInt(),
                shown.path("refused").asInt());
    }

    private String start(byte[] file, String mapping) {
        var answer = post(file, mapping);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    private JsonNode finished(String id) {
        await().atMost(Duration.ofSeconds(60)).until(() -> Set.of("done", "failed")
                .contains(operator.get("/imports/" + id).json().path("state").asString()));
        return operator.get("/imports/" + id).json();
    }

    private Api.Answer post(byte[] file, String mapping) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(part("file\"; filename=\"data.csv"));
        body.writeBytes(file);
        body.writeBytes(part("mapping"));
        body.writeBytes(mapping.getBytes(StandardCharsets.UTF_8));
        body.writeBytes("\r\n--x--\r\n".getBytes(StandardCharsets.UTF_8));
        return operator.send(
                "POST", "/imports", Map.of("Content-Type", "multipart/form-data; boundary=x"), body.toByteArray());
    }

    private static byte[] part(String name) {
        return ("\r\n--x\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
