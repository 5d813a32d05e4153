package id.lapor.platform;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicBoolean;

/** Does something while it is read from bytes, as what attackers send does. */
public final class Woken implements Serializable {

  public static final AtomicBoolean EVER = new AtomicBoolean();

  private static final long serialVersionUID = 1L;

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    EVER.set(true);
  }
}
