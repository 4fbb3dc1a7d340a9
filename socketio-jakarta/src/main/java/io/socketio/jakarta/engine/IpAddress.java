package io.socketio.jakarta.engine;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses as text, which clients and proxies may have written: never looked up by name. */
public final class IpAddress {
    private static final Pattern V4 = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

    /** Without a zone, which would be looked up. */
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private static final int V6_NETWORK_BYTES = 8;

    private IpAddress() {}

    /** The bytes of an address, 4 or 16; {@code null} if it is none. An IPv4 address inside an IPv6 one is IPv4. */
    public static byte @Nullable [] parse(String text) {
        try {
            Matcher v4 = V4.matcher(text);
            if (v4.matches()) return v4(v4);
            // in brackets it is an address or an error: names are not resolved
            if (text.indexOf(':') >= 0 && V6.matcher(text).matches())
                return InetAddress.getByName("[" + text + "]").getAddress();
        } catch (UnknownHostException e) {
            // answered below
        }
        return null;
    }

    private static byte @Nullable [] v4(Matcher parts) {
        byte[] bytes = new byte[4];
        for (int i = 0; i < 4; i++) {
            int part = Integer.parseInt(parts.group(i + 1));
            if (part > 255) return null;
            bytes[i] = (byte) part;
        }
        return bytes;
    }

    /** What is counted as one address: of IPv6 a network of 64 bits, which is what one user gets. */
    static String network(String address) {
        byte[] bytes = parse(address);
        if (bytes == null || bytes.length == 4) return address;
        return HexFormat.of().formatHex(Arrays.copyOf(bytes, V6_NETWORK_BYTES));
    }
}
