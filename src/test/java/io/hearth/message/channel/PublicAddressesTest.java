package io.hearth.message.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {

    private static final Path URLS = Path.of(System.getProperty("hearth.test.adversarial", "../shared/adversarial"))
            .resolve("api/a40_webhook_ssrf_urls.tsv");

    /** Names that lead where attackers want them to; nothing is asked of a real name server. */
    private static final Map<String, String> NAMES = Map.of(
            "metadata.google.internal", "169.254.169.254",
            "127.0.0.1.nip.io", "127.0.0.1",
            "localhost", "127.0.0.1",
            "localhost.", "127.0.0.1",
            "own-server", "10.1.2.3");

    private final PublicAddresses addresses = new PublicAddresses(PublicAddressesTest::lookUp, false);

    static boolean absent() {
        return !Files.exists(URLS);
    }

    private static InetAddress[] lookUp(String name) throws UnknownHostException {
        var number = NAMES.get(name.toLowerCase(java.util.Locale.ROOT));
        if (number != null) {
            return new InetAddress[] {InetAddress.getByName(number)};
        }
        if (name.matches("[0-9.]+|\\[?[0-9a-fA-F:.]+]?")) {
            return InetAddress.getAllByName(name);
        }
        throw new UnknownHostException(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.0.0.5",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.100.100.200",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "198.18.0.1",
                "192.0.2.1",
                "240.0.0.1",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "2002:7f00:1::",
                "64:ff9b::7f00:1",
                "2001:db8::1",
                "2001:0:1::1",
                "::127.0.0.1",
            })
    void refusesAddressesThatAreNotPublic(String address) throws UnknownHostException {
        assertThat(PublicAddresses.isPublic(InetAddress.getByName(address)))
                .as(address)
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:2800:220:1::1"})
    void acceptsPublicOnes(String address) throws UnknownHostException {
        assertThat(PublicAddresses.isPublic(InetAddress.getByName(address)))
                .as(address)
                .isTrue();
    }

    @Test
    void refusesANameIfOneOfItsAddressesIsNotPublic() {
        var mixed = new PublicAddresses(
                name -> new InetAddress[] {InetAddress.getByName("93.184.216.34"), InetAddress.getByName("10.0.0.1")},
                false);

        assertThatThrownBy(() -> mixed.resolve("mixed.example"))
                .hasMessageContaining("10.0.0.1")
                .hasMessageContaining("not a public");
    }

    @Test
    void looksANameUpOnceAndConnectsToThatVeryAddress() {
        var lookUps = new AtomicInteger();
        var rebinding = new PublicAddresses(
                name -> {
                    lookUps.incrementAndGet();
                    return new InetAddress[] {InetAddress.getByName("127.0.0.1")};
                },
                false);
        try (var poster = new Poster(rebinding, Duration.ofSeconds(2))) {
            var outcome = poster.post(URI.create("http://rebind.example/"), "{}", Map.of());

            assertThat(outcome).isInstanceOfSatisfying(Poster.Outcome.NotSent.class, notSent -> {
                assertThat(notSent.refused()).isTrue();
                assertThat(notSent.why()).contains("127.0.0.1");
            });
            assertThat(lookUps).hasValue(1);
        } catch (IOException unexpected) {
            throw new java.io.UncheckedIOException(unexpected);
        }
    }

    @TestFactory
    @DisabledIf("absent")
    Stream<DynamicTest> refusesHostileUrls() throws IOException {
        return Files.readAllLines(URLS).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.split("\t")[0])
                .filter(url -> !url.contains("redirect") && !url.contains("rebind"))
                .map(url -> DynamicTest.dynamicTest(
                        url, () -> assertThat(refusal(url)).as(url).isPresent()));
    }

    /** By its look when it is saved, or by where it leads when it is used. */
    private Optional<String> refusal(String url) {
        URI address;
        try {
            address = URI.create(url);
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.of("it is not an address");
        }
        var refusal = addresses.refusal(address);
        if (refusal.isPresent()) {
            return refusal;
        }
        try {
            addresses.resolve(address.getHost());
            return Optional.empty();
        } catch (UnknownHostException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }
}
