package io.socketio.jakarta.servlet;

import io.socketio.jakarta.engine.IpAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Whose request it is: behind proxies that are trusted the address that they tell, in {@code X-Forwarded-For}. */
final class TrustedProxies {
    private static final String HEADER = "X-Forwarded-For";

    private final List<Network> networks = new ArrayList<>();

    /** Addresses that begin with the same bits. */
    private record Network(BigInteger prefix, int hostBits, int bytes) {
        boolean contains(byte[] address) {
            return address.length == bytes
                    && new BigInteger(1, address).shiftRight(hostBits).equals(prefix);
        }
    }

    /** @param trusted addresses, or networks such as {@code 10.0.0.0/8}, as the options hold them */
    TrustedProxies(Collection<String> trusted) {
        for (String text : trusted) networks.add(network(text));
    }

    private static Network network(String text) {
        int slash = text.indexOf('/');
        byte[] address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        int bits = address == null ? 0 : address.length * 8;
        int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
        if (address == null || prefix > bits)
            throw new IllegalArgumentException("Socket.IO option trustedProxies: no address or network: " + text);
        int hostBits = bits - prefix;
        return new Network(new BigInteger(1, address).shiftRight(hostBits), hostBits, address.length);
    }

    String client(HttpServletRequest request) {
        String sender = request.getRemoteAddr();
        if (networks.isEmpty() || !trusts(sender)) return sender;
        return client(sender, Collections.list(request.getHeaders(HEADER)));
    }

    /** From the nearest one on, the first address that is none of a trusted proxy: what stands before it anybody may have written. */
    String client(String sender, List<String> forwardedFor) {
        String client = sender;
        List<String> hops = new ArrayList<>();
        for (String line : forwardedFor) for (String hop : line.split(",", -1)) hops.add(withoutPort(hop.trim()));
        for (int i = hops.size(); i-- > 0 && trusts(client); ) {
            if (IpAddress.parse(hops.get(i)) == null) break; // a proxy that hides it: the last known one stands for it
            client = hops.get(i);
        }
        return client;
    }

    private boolean trusts(String text) {
        byte[] address = IpAddress.parse(text);
        return address != null && networks.stream().anyMatch(network -> network.contains(address));
    }

    /** Some proxies write {@code 192.0.2.1:4711} and {@code [2001:db8::1]:4711}. */
    private static String withoutPort(String hop) {
        if (hop.startsWith("[") && hop.indexOf(']') > 0) return hop.substring(1, hop.indexOf(']'));
        int colon = hop.indexOf(':');
        return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
    }
}
