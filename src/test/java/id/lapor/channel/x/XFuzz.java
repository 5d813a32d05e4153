package id.lapor.channel.x;

/** What is brought as if by X, taken apart into posts and read. */
public final class XFuzz {

  private XFuzz() {}

  public static void fuzzerTestOneInput(byte[] body) {
    for (Parcel parcel : Parcel.brought(body, "1700000000000000001")) {
      PostText.words(parcel.post().text(), "lapor1708", parcel.post().answers() != null);
    }
  }
}
