package id.lapor.platform.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Which addresses belong to the open internet (IANA special-purpose registries, RFC 6890). An IPv6
 * address that carries an IPv4 address inside counts as that one too. Pure.
 */
public final class Addresses {

  private static final int[][] NOT_PUBLIC_4 = {
    {0, 8}, // this network
    {10 << 24, 8}, // private
    {100 << 24 | 64 << 16, 10}, // carrier-grade NAT
    {127 << 24, 8}, // loopback
    {169 << 24 | 254 << 16, 16}, // link-local, cloud metadata
    {172 << 24 | 16 << 16, 12}, // private
    {192 << 24, 24}, // protocol assignments
    {192 << 24 | 2 << 8, 24}, // documentation
    {192 << 24 | 88 << 16 | 99 << 8, 24}, // 6to4 relays
    {192 << 24 | 168 << 16, 16}, // private
    {198 << 24 | 18 << 16, 15}, // benchmarks
    {198 << 24 | 51 << 16 | 100 << 8, 24}, // documentation
    {203 << 24 | 113 << 8, 24}, // documentation
    {224 << 24, 4}, // multicast
    {240 << 24, 4} // reserved, broadcast
  };

  private Addresses() {}

  public static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address || bytes.length == 4
        ? public4(number(bytes, 0))
        : public6(bytes);
  }

  private static boolean public4(int address) {
    return Arrays.stream(NOT_PUBLIC_4)
        .noneMatch(net -> address >>> 32 - net[1] == net[0] >>> 32 - net[1]);
  }

  /** Only 2000::/3 is given out; of it, what translates or tunnels IPv4 is looked at inside. */
  private static boolean public6(byte[] b) {
    int first = (b[0] & 0xff) << 8 | b[1] & 0xff;
    int second = (b[2] & 0xff) << 8 | b[3] & 0xff;
    if (first == 0x64 && second == 0xff9b) {
      return public4(number(b, 12)); // NAT64
    }
    if (first == 0x2002) {
      return public4(number(b, 2)); // 6to4
    }
    boolean teredoOrDocumentation = first == 0x2001 && (second == 0 || second == 0xdb8);
    return (first & 0xe000) == 0x2000 && !teredoOrDocumentation;
  }

  private static int number(byte[] b, int at) {
    return (b[at] & 0xff) << 24
        | (b[at + 1] & 0xff) << 16
        | (b[at + 2] & 0xff) << 8
        | b[at + 3] & 0xff;
  }

  /** The addresses, if all of them are public; one that is not spoils the name. */
  static InetAddress[] checked(String host, InetAddress[] found) throws UnknownHostException {
    for (InetAddress address : found) {
      if (!isPublic(address)) {
        throw new Outgoing.NotPublic(host);
      }
    }
    return found;
  }
}
