package id.lapor.evidence;

/** What became of a file that was sent. */
public sealed interface Taking {

  record Taken(Evidence evidence) implements Taking {}

  record Refused(Unfit why) implements Taking {}
}
