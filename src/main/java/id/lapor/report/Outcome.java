package id.lapor.report;

/** What became of a command. */
public sealed interface Outcome {

  record Done(Report report) implements Outcome {}

  record Refused(Refusal why) implements Outcome {}
}
