package io.socketio.jakarta.it.faults;

/**
 * A network with a router between this process and a server, where packets are lost: two network namespaces, joined by pairs of virtual
 * interfaces. The router forgets packets in both directions, as a bad line does; what is sent and received here is untouched.
 */
final class Network implements AutoCloseable {
    private static final String ID = "" + ProcessHandle.current().pid() % 100_000;
    private static final String ROUTER = "siorouter" + ID;
    private static final String HOST = "siohost" + ID;

    /** For tests of networks (RFC 2544): no real address. */
    private static final String NET = "198.18.77.";

    private static final String HERE = NET + "1";
    private static final String ROUTER_HERE = NET + "2";
    private static final String ROUTER_THERE = NET + "5";
    private static final String THERE = NET + "6";

    /** Skips the test where there is none. */
    static Network needed() {
        Command.needRoot();
        Command.need("ip", "nft");
        return new Network();
    }

    private Network() {
        String here = "sio" + ID + "a";
        String there = "sio" + ID + "b";
        try {
            for (String namespace : new String[] {ROUTER, HOST}) ip("netns add " + namespace);
            ip("link add " + here + " type veth peer name near netns " + ROUTER);
            ip("-n " + ROUTER + " link add " + there + " type veth peer name end netns " + HOST);
            ip("addr add " + HERE + "/30 dev " + here);
            ip("-n " + ROUTER + " addr add " + ROUTER_HERE + "/30 dev near");
            ip("-n " + ROUTER + " addr add " + ROUTER_THERE + "/30 dev " + there);
            ip("-n " + HOST + " addr add " + THERE + "/30 dev end");
            ip("link set " + here + " up");
            for (String device : new String[] {"near", there, "lo"}) ip("-n " + ROUTER + " link set " + device + " up");
            for (String device : new String[] {"end", "lo"}) ip("-n " + HOST + " link set " + device + " up");
            ip("route add " + NET + "4/30 via " + ROUTER_HERE);
            ip("-n " + HOST + " route add default via " + ROUTER_THERE);
            in(ROUTER, "sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward");
            in(ROUTER, "nft", "add table ip faults; add chain ip faults way { type filter hook forward priority 0; }");
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Of the server. */
    String address() {
        return THERE;
    }

    /** Runs the command behind it where the server is. */
    String[] prefix() {
        return new String[] {Command.find("ip"), "netns", "exec", HOST};
    }

    /** From now on loses so many of a hundred packets, by chance, in each direction. */
    void lose(int percent) {
        restore();
        in(ROUTER, "nft", "add rule ip faults way numgen random mod 100 < " + percent + " counter drop");
    }

    /** From now on loses everything, and tells nobody. */
    void cut() {
        restore();
        in(ROUTER, "nft", "add rule ip faults way counter drop");
    }

    void restore() {
        in(ROUTER, "nft", "flush chain ip faults way");
    }

    /** Packets that were lost since the last change. */
    long lost() {
        String rules = in(ROUTER, "nft", "list chain ip faults way");
        return Long.parseLong(rules.replaceFirst("(?s).*counter packets (\\d+).*", "$1"));
    }

    private static void ip(String arguments) {
        Command.run(("ip " + arguments).split(" "));
    }

    private static String in(String namespace, String... command) {
        String[] all = new String[command.length + 4];
        System.arraycopy(new String[] {"ip", "netns", "exec", namespace}, 0, all, 0, 4);
        System.arraycopy(command, 0, all, 4, command.length);
        all[4] = Command.find(command[0]);
        return Command.run(all);
    }

    /** Interfaces and routes go with their namespaces, these when their last process has gone. */
    @Override
    public void close() {
        for (String namespace : new String[] {ROUTER, HOST}) {
            if (Command.run("ip", "netns", "list").contains(namespace)) ip("netns del " + namespace);
        }
    }
}
