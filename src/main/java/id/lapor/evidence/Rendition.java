package id.lapor.evidence;

/** The shapes in which a file is kept. */
public enum Rendition {
  /** As it was sent, with whatever is hidden in it; for the case file only. */
  ORIGINAL,
  /** Re-encoded, upright, without hidden data; at most 2,048 pixels long. */
  CLEAN,
  /** Small and quick, at most 320 pixels long; images only. */
  THUMB
}
