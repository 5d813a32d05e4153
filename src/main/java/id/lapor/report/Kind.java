package id.lapor.report;

/** What the reporter asks for: pengaduan, aspirasi or permintaan informasi. */
public enum Kind {
  COMPLAINT,
  ASPIRATION,
  INFORMATION_REQUEST
}
