package id.lapor.channel.x;

import id.lapor.channel.XPosts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What reading and writing costs in a month. It is set aside before X is asked, by whichever
 * server, so that the cap is never gone beyond; what was not used is given back.
 */
@Repository
class Budget {

  private final JdbcClient jdbc;
  private final XSettings.Cost cost;
  private final InstantSource clock;

  Budget(JdbcClient jdbc, XSettings settings, InstantSource clock) {
    this.jdbc = jdbc;
    this.cost = settings.cost();
    this.clock = clock;
  }

  /** The rest of a month and what was set aside of it. */
  record Aside(String month, XApi.Deed deed, int posts) {}

  /**
   * Sets aside as many as there are means for.
   *
   * @param least with fewer nothing can be done
   * @return empty when there is not enough for that
   */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  Optional<Aside> setAside(XApi.Deed deed, int least, int most) {
    String month = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC)).toString();
    jdbc.sql("INSERT INTO channel_x_use (month) VALUES (?) ON CONFLICT DO NOTHING")
        .param(month)
        .update();
    BigDecimal spent =
        jdbc.sql("SELECT cost FROM channel_x_use WHERE month = ? FOR UPDATE")
            .param(month)
            .query(BigDecimal.class)
            .single();
    int posts = Math.min(most, affordable(deed, spent));
    if (posts < least) {
      return Optional.empty();
    }
    add(month, deed, posts);
    return Optional.of(new Aside(month, deed, posts));
  }

  private int affordable(XApi.Deed deed, BigDecimal spent) {
    BigDecimal price = price(deed);
    if (cost.cap().signum() <= 0 || price.signum() <= 0) {
      return Integer.MAX_VALUE;
    }
    BigDecimal left = cost.cap().subtract(spent).max(BigDecimal.ZERO);
    BigDecimal posts = left.divide(price, 0, RoundingMode.DOWN);
    return posts.min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue();
  }

  /** Gives back what was not used. */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  void used(Aside aside, int posts) {
    if (posts != aside.posts()) {
      add(aside.month(), aside.deed(), posts - aside.posts());
    }
  }

  private void add(String month, XApi.Deed deed, int posts) {
    String column = deed.reads() ? "read" : "written";
    jdbc.sql(
            "UPDATE channel_x_use SET %1$s = %1$s + :posts, cost = cost + :cost WHERE month = :month"
                .formatted(column))
        .param("posts", posts)
        .param("cost", price(deed).multiply(BigDecimal.valueOf(posts)))
        .param("month", month)
        .update();
  }

  private BigDecimal price(XApi.Deed deed) {
    return deed.reads() ? cost.read() : cost.write();
  }

  /** Whether there is enough for one more post of ours. */
  boolean allowsWriting() {
    return affordable(XApi.Deed.WRITE, use().cost()) > 0;
  }

  /** In this month. */
  XPosts.Use use() {
    String month = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC)).toString();
    @Nullable BigDecimal cap = cost.cap().signum() > 0 ? cost.cap() : null;
    return jdbc.sql("SELECT read, written, cost FROM channel_x_use WHERE month = ?")
        .param(month)
        .query(
            (row, _) -> new XPosts.Use(row.getLong(1), row.getLong(2), row.getBigDecimal(3), cap))
        .optional()
        .orElse(new XPosts.Use(0, 0, BigDecimal.ZERO, cap));
  }
}
