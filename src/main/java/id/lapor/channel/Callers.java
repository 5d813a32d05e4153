package id.lapor.channel;

import java.util.List;

/** Who may bring something through a {@link Doors.Door}, and is missed when nothing comes. */
public interface Callers {

  /** Lines of those at work now, as {@link Doors} has them. */
  List<String> lines();
}
