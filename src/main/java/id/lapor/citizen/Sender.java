package id.lapor.citizen;

import id.lapor.channel.Wire;
import id.lapor.people.Contact;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.report.Report;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whoever writes.
 *
 * @param contact as the wire knows them; empty when they cannot be answered
 * @param ids numbers their address is known by here, newest first
 * @param message what they wrote, where an answer has to name it; else 0
 */
record Sender(Wire.Kind wire, Contact contact, List<ReporterId> ids, long message) {

  Sender(Wire.Kind wire, Contact contact, List<ReporterId> ids) {
    this(wire, contact, ids, 0);
  }

  /** Of the report it is about, so that its own reporter reads of the look, and no other one. */
  ReporterId as(@Nullable Report report, Reporters reporters) {
    @Nullable ReporterId own = report == null ? null : report.matter().reporter();
    if (own != null && ids.contains(own)) {
      return own;
    }
    return ids.isEmpty() ? reporters.keep(contact) : ids.getFirst();
  }

  /** The same, who is known here by this number from now on. */
  Sender knownAs(ReporterId id) {
    return new Sender(wire, contact, List.of(id), message);
  }
}
