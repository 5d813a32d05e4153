package id.lapor.deadline;

import java.util.List;

/**
 * Letters have waited for their supervisors for the time the rules give; told inside the
 * transaction that notes it.
 */
public record LettersWaiting(List<Reminder> all) {

  /**
   * @param count how often the offices have been reminded of it, this time included
   */
  public record Reminder(Unsigned letter, int count) {}

  public LettersWaiting {
    all = List.copyOf(all);
  }
}
