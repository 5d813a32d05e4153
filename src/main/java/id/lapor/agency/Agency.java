package id.lapor.agency;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A node of the organisation tree.
 *
 * @param code short and unique, used in addresses, {@code DISHUB}
 * @param parent null only for the top
 * @param zone where its office sits, so when its working day is
 * @param region for a government: the Kemendagri code it governs
 * @param headTitle whom a reprimand is addressed to, {@code Kepala Dinas Perhubungan}
 */
public record Agency(
    AgencyId id,
    String code,
    String name,
    Type type,
    @Nullable AgencyId parent,
    ZoneId zone,
    @Nullable String region,
    String headTitle) {

  /** What kind of node it is. */
  public enum Type {
    /** The national admin, arbiter of what nobody owns. */
    NATIONAL,
    /** A watching body of the centre. */
    SUPERVISOR,
    /** A province, regency or city as a whole. */
    GOVERNMENT,
    /** The unit that verifies and forwards inside one government. */
    COORDINATOR,
    /** An agency that answers. */
    AGENCY,
    /** Part of an agency: technical unit, ward. */
    UNIT
  }

  /** Whether it owes promises: whoever answers, and the national admin, who verifies too. */
  public boolean owes() {
    return answers() || type == Type.NATIONAL;
  }

  /** Whether reports can be given to it. */
  public boolean answers() {
    return type == Type.AGENCY
        || type == Type.UNIT
        || type == Type.COORDINATOR
        || type == Type.GOVERNMENT;
  }
}
