package id.lapor.report;

/** Why a report may be refused. Any of them needs words to the reporter and a second person. */
public enum ArchiveReason {
  /** The reporter was asked and the time to reply has passed. */
  INCOMPLETE,
  NOT_PUBLIC_SERVICE,
  BEFORE_COURT,
  OUTSIDE_GOVERNMENT,
  ABUSIVE,
  SPAM,
  /** The same reporter has filed the same matter before. */
  DUPLICATE,
  /** An officer wrote down by mistake what nobody reported so. */
  MISRECORDED
}
