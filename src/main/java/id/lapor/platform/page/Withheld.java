package id.lapor.platform.page;

/** It is there and the visitor may see it, but nobody gets it for now. */
public class Withheld extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
