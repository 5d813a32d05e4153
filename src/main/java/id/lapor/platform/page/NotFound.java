package id.lapor.platform.page;

/** There is nothing here, or nothing for this visitor; both look the same. */
public class NotFound extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
