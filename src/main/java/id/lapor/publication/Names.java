package id.lapor.publication;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Categories;
import id.lapor.agency.Region;
import id.lapor.agency.Regions;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Codes in words. */
@Component
public class Names {

  /** Used where no office says otherwise: western Indonesian time. */
  private static final ZoneId WIB = ZoneId.of("Asia/Jakarta");

  private final Agencies agencies;
  private final Regions regions;
  private final Categories categories;

  Names(Agencies agencies, Regions regions, Categories categories) {
    this.agencies = agencies;
    this.regions = regions;
    this.categories = categories;
  }

  public String agency(@Nullable AgencyId id) {
    return id == null ? "" : agencies.find(id).map(Agency::name).orElse("");
  }

  public ZoneId zone(@Nullable AgencyId id) {
    return id == null ? WIB : agencies.find(id).map(Agency::zone).orElse(WIB);
  }

  /** Of a report, whoever has it. */
  public ZoneId zone(PublicReport report) {
    return agencies.zoneOf(report.region(), report.desk());
  }

  public String region(@Nullable String code) {
    return code == null ? "" : regions.find(code).map(Region::path).orElse("");
  }

  public String category(@Nullable String code, String language) {
    return categories.name(code, language);
  }
}
