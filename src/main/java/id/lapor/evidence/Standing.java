package id.lapor.evidence;

/** Whether a file may leave the house. */
public enum Standing {
  OPEN,
  /** Not yet scanned for viruses where a scanner is set; nobody gets it before that. */
  WAITING,
  /** The scanner found something in it: kept as evidence, handed out to nobody. */
  SEALED
}
