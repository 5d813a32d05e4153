package id.lapor.channel.x;

import id.lapor.channel.XPosts;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.InstantSource;
import java.time.LocalDate;
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
 * server, so that the cap is never gone beyond; what was not used is given back. Whoever mentions
 * the account decides how much there is to read, so a share is kept for writing, and the rest is
 * released by the day: no day uses up those that come after it, and what it leaves is theirs.
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
    String month = month();
    jdbc.sql("INSERT INTO channel_x_use (month) VALUES (?) ON CONFLICT DO NOTHING")
        .param(month)
        .update();
    Spent spent =
        jdbc.sql("SELECT read, cost FROM channel_x_use WHERE month = ? FOR UPDATE")
            .param(month)
            .query((row, _) -> new Spent(row.getLong(1), row.getBigDecimal(2)))
            .single();
    int posts = Math.min(most, affordable(deed, spent));
    if (posts < least) {
      return Optional.empty();
    }
    add(month, deed, posts);
    return Optional.of(new Aside(month, deed, posts));
  }

  /**
   * In a month.
   *
   * @param read posts
   * @param cost of everything
   */
  private record Spent(long read, BigDecimal cost) {}

  private String month() {
    return YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC)).toString();
  }

  private int affordable(XApi.Deed deed, Spent spent) {
    BigDecimal price = price(deed);
    if (cost.cap().signum() <= 0 || price.signum() <= 0) {
      return Integer.MAX_VALUE;
    }
    BigDecimal left = left(spent);
    BigDecimal may = deed.reads() ? left.min(readable(spent)) : left;
    BigDecimal posts = may.max(BigDecimal.ZERO).divide(price, 0, RoundingMode.DOWN);
    return posts.min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue();
  }

  private BigDecimal left(Spent spent) {
    return cost.cap().subtract(spent.cost());
  }

  /** Of what reading may use up to this day, the rest. */
  private BigDecimal readable(Spent spent) {
    LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    return cost.cap()
        .multiply(BigDecimal.ONE.subtract(cost.writing()))
        .multiply(BigDecimal.valueOf(today.getDayOfMonth()))
        .divide(BigDecimal.valueOf(today.lengthOfMonth()), MathContext.DECIMAL64)
        .subtract(cost.read().multiply(BigDecimal.valueOf(spent.read())));
  }

  /**
   * Whether another day's share will let reading go on; false where the whole cap is spent.
   *
   * @param least posts with fewer of which nothing can be done
   */
  boolean leavesReading(int least) {
    XPosts.Use use = use();
    BigDecimal price = cost.read().multiply(BigDecimal.valueOf(least));
    return left(new Spent(use.read(), use.cost())).compareTo(price) >= 0;
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
    XPosts.Use use = use();
    return affordable(XApi.Deed.WRITE, new Spent(use.read(), use.cost())) > 0;
  }

  /** In this month. */
  XPosts.Use use() {
    @Nullable BigDecimal cap = cost.cap().signum() > 0 ? cost.cap() : null;
    return jdbc.sql("SELECT read, written, cost FROM channel_x_use WHERE month = ?")
        .param(month())
        .query(
            (row, _) -> new XPosts.Use(row.getLong(1), row.getLong(2), row.getBigDecimal(3), cap))
        .optional()
        .orElse(new XPosts.Use(0, 0, BigDecimal.ZERO, cap));
  }
}
