package id.lapor.deadline;

import java.util.List;

/** Promises that near their end, noticed together; published inside the watch's transaction. */
public record Warnings(List<Warned> all) {

  public Warnings {
    all = List.copyOf(all);
  }
}
