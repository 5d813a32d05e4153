package id.lapor.platform.page;

import java.io.IOException;

/** More was sent than anything here takes; the rest was not read. */
class TooMuch extends IOException {
  private static final long serialVersionUID = 1L;

  TooMuch(long most) {
    super("More than " + most + " bytes were sent");
  }
}
