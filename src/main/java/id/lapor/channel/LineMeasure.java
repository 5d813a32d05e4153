package id.lapor.channel;

import id.lapor.platform.task.Figure;

/** What rooms above measure of a line to an operator that takes everything at once. */
public interface LineMeasure {

  /**
   * @param messages that go out by it
   */
  Figure measured(int messages);
}
