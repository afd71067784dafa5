package io.hearth.studio.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.account.Role;
import io.hearth.content.ContentFile;
import io.hearth.content.ContentFiles;
import io.hearth.content.Releases;
import io.hearth.platform.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Releases leave as plain folders and come back byte for byte; hostile archives are refused while they are read. */
@HearthTest
class ArchiveTest {

    private static final String POSTS = "rules/rewards/contribution.dslr";

    @Autowired
    private Api api;

    @Autowired
    private Releases releases;

    @Test
    void leavesAndComesBackByteForByte() throws IOException {
        var live = releases.live().files();

        var zip = zip(live);

        assertThat(Archive.read(new ByteArrayInputStream(zip), 1 << 20).hash()).isEqualTo(live.hash());
        assertThat(zip(live)).isEqualTo(zip);
        var changed = live.with(ContentFile.of(POSTS, "changed\r\n")).without("rules/rewards/running.dslr");
        var imported = upload(api.as(Role.MARKETER), zip(changed));
        assertThat(imported.status()).as(imported.body()).isEqualTo(201);
        assertThat(imported.json().get("changes").asInt()).isEqualTo(2);
        assertThat(imported.json().get("hash").asString()).isEqualTo(changed.hash());
        assertThat(api.as(Role.MARKETER)
                        .get("/releases/" + live.hash() + "/archive")
                        .headers()
                        .firstValue("Content-Disposition")
                        .orElseThrow())
                .contains(".zip");
        assertThat(upload(api.as(Role.OPERATOR), zip).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../rules/x.dslr",
                "rules/../../x",
                "/rules/x.dslr",
                "C:\\rules\\x",
                "rules\\x.dslr",
                "pom.xml",
                "rules/.git",
                "rules/a/\u0000b",
                "rules/a:b"
            })
    void refusesNamesThatLeadElsewhere(String name) {
        assertThatThrownBy(() -> Archive.read(new ByteArrayInputStream(zip(name, new byte[1])), 100))
                .isInstanceOf(Problem.class)
                .extracting(fault -> ((Problem) fault).code())
                .isEqualTo("archive.invalid");
    }

    @Test
    void refusesBombsAndWhatIsNoArchive() throws IOException {
        var bomb = zip("rules/rewards/bomb.dslr", new byte[8 << 20]);
        assertThat(bomb.length).isLessThan(20_000);
        assertThatThrownBy(() -> Archive.read(new ByteArrayInputStream(bomb), 1 << 20))
                .hasMessageContaining("at most 1048576 bytes of rules/rewards/bomb.dslr");
        var many = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(many)) {
            for (int i = 0; i <= Archive.MOST_ENTRIES; i++) {
                zip.putNextEntry(new ZipEntry("rules/f" + i + "/"));
            }
        }
        assertThatThrownBy(() -> Archive.read(new ByteArrayInputStream(many.toByteArray()), 100))
                .hasMessageContaining("5000 entries");
        assertThatThrownBy(() -> Archive.read(new ByteArrayInputStream("no zip".getBytes(StandardCharsets.UTF_8)), 100))
                .hasMessageContaining("found none");
        assertThat(upload(api.as(Role.MARKETER), new byte[0]).status()).isEqualTo(400);
    }

    @Test
    void tellsChangesAsAPatchThatGitTakes(@TempDir Path folder) throws Exception {
        var before = ContentFile.of("rules/a.dslr", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15");
        var after = ContentFile.of("rules/a.dslr", "0\n1\n2\n3\n4\nfive\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n");
        var gone = ContentFile.of("rules/gone.dslr", "bye\n");
        var made = ContentFile.of("rules/新.dslr", "你好\n没有换行");
        Files.createDirectories(folder.resolve("rules"));
        Files.write(folder.resolve(before.path()), before.bytes());
        Files.write(folder.resolve(gone.path()), gone.bytes());
        var patch = Patch.of(before.path(), before, after)
                + Patch.of(gone.path(), gone, null)
                + Patch.of(made.path(), null, made);
        Files.writeString(folder.resolve("p"), patch);

        var git = new ProcessBuilder("git", "apply", "p")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(git.waitFor()).as(said + patch).isZero();
        assertThat(Files.readAllBytes(folder.resolve(after.path()))).isEqualTo(after.bytes());
        assertThat(Files.readAllBytes(folder.resolve(made.path()))).isEqualTo(made.bytes());
        assertThat(folder.resolve(gone.path())).doesNotExist();
        assertThat(Patch.of(before.path(), before, before)).isEmpty();
    }

    private static Api.Answer upload(Api.Client client, byte[] zip) {
        var body = new ByteArrayOutputStream();
        for (var field : Map.of("title", "From elsewhere", "why", "to be tried").entrySet()) {
            body.writeBytes("--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(field.getKey(), field.getValue())
                    .getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"r.zip\"\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(zip);
        body.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
        return client.send(
                "POST",
                "/drafts/imports",
                Map.of("Content-Type", "multipart/form-data; boundary=b"),
                body.toByteArray());
    }

    private static byte[] zip(ContentFiles files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        Archive.write(files, bytes);
        return bytes.toByteArray();
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return bytes.toByteArray();
    }
}
