package io.hearth.message.channel;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Keeps requests that others have a say in away from our own network. The name is looked up once, every address it leads
 * to is judged, and the connection goes to that very address, so that a second answer of the name server changes nothing.
 */
final class PublicAddresses implements DnsResolver {

    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Set<Integer> PORTS = Set.of(-1, 80, 443);
    private static final int LONGEST = 2_000;

    /** How names are looked up; tests bring their own. */
    interface NameServer {
        InetAddress[] lookUp(String name) throws UnknownHostException;
    }

    private final NameServer names;
    private final boolean allowPrivate;

    PublicAddresses(NameServer names, boolean allowPrivate) {
        this.names = names;
        this.allowPrivate = allowPrivate;
    }

    /** Why this address may not be called, as far as it can be told without looking it up. */
    Optional<String> refusal(URI address) {
        var text = address.toString();
        var scheme = address.getScheme();
        var host = address.getHost();
        if (text.length() > LONGEST || text.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            return Optional.of("it holds characters that no address has");
        }
        if (scheme == null || !SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))) {
            return Optional.of("only http and https are called");
        }
        if (host == null || host.isBlank() || address.getRawUserInfo() != null || address.getRawFragment() != null) {
            return Optional.of("it must be a plain name and path, without user and fragment");
        }
        if (allowPrivate) {
            return Optional.empty();
        }
        if (!PORTS.contains(address.getPort())) {
            return Optional.of("only the ports 80 and 443 are called");
        }
        return oddNumber(host) ? Optional.of("an address in numbers is written as four of them") : Optional.empty();
    }

    /** "127.1", "0x7f000001" and "0177.0.0.1" are numbers to some and names to others. */
    private static boolean oddNumber(String host) {
        if (host.startsWith("[")) {
            return false;
        }
        var labels = host.replaceAll("\\.$", "").split("\\.");
        var last = labels[labels.length - 1];
        var numeric = last.matches("[0-9]+|0[xX][0-9a-fA-F]*");
        return numeric && !host.matches("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var addresses = names.lookUp(host);
        for (var address : addresses) {
            if (!allowPrivate && !isPublic(address)) {
                throw new NotPublic(host + " leads to " + address.getHostAddress() + ", which is not a public address");
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** The address was refused, not unknown. */
    static final class NotPublic extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        NotPublic(String message) {
            super(message);
        }
    }

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        var b = address.getAddress();
        return address instanceof Inet6Address ? isPublic6(b) : isPublic4(b, 0);
    }

    private static boolean isPublic4(byte[] b, int from) {
        var first = b[from] & 0xff;
        var second = b[from + 1] & 0xff;
        var third = b[from + 2] & 0xff;
        var reserved = first == 0
                || first == 10
                || first == 127
                || first >= 224
                || (first == 100 && second >= 64 && second < 128)
                || (first == 169 && second == 254)
                || (first == 172 && second >= 16 && second < 32)
                || (first == 192 && second == 168)
                || (first == 192 && second == 0 && (third == 0 || third == 2))
                || (first == 198 && (second == 18 || second == 19))
                || (first == 198 && second == 51 && third == 100)
                || (first == 203 && second == 0 && third == 113);
        return !reserved;
    }

    private static boolean isPublic6(byte[] b) {
        if (startsWith(b, 0x20, 0x02)) {
            return isPublic4(b, 2);
        }
        if (startsWith(b, 0x00, 0x64, 0xff, 0x9b)) {
            return false;
        }
        var carriesIpv4 = true;
        for (var i = 0; i < 10; i++) {
            carriesIpv4 &= b[i] == 0;
        }
        var global = (b[0] & 0xe0) == 0x20;
        return global
                && !carriesIpv4
                && !startsWith(b, 0x20, 0x01, 0x0d, 0xb8)
                && !startsWith(b, 0x20, 0x01, 0x00, 0x00);
    }

    private static boolean startsWith(byte[] address, int... prefix) {
        for (var i = 0; i < prefix.length; i++) {
            if ((address[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
