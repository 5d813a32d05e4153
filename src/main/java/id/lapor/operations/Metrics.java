package id.lapor.operations;

import id.lapor.agency.Agencies;
import id.lapor.channel.Inbox;
import id.lapor.channel.Lines;
import id.lapor.channel.Wire;
import id.lapor.channel.XPosts;
import id.lapor.deadline.Watch;
import id.lapor.notification.GivenUp;
import id.lapor.notification.Tally;
import id.lapor.notification.WireCare;
import id.lapor.notification.Wires;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What monitoring reads: figures of wires, clocks and this server; no names and no reports. */
@Component
class Metrics {

  private static final String WIRE = "wire";

  /** What came in is counted no more often. */
  private static final Duration COUNTED = Duration.ofMinutes(1);

  private final Lines lines;
  private final Ways ways;
  private final Watch watch;
  private final Agencies agencies;
  private final HttpCounts http;
  private final InstantSource clock;
  private Map<Wire.Kind, Long> in = Map.of();
  private Instant counted = Instant.EPOCH;

  Metrics(
      Lines lines,
      Ways ways,
      Watch watch,
      Agencies agencies,
      HttpCounts http,
      InstantSource clock) {
    this.lines = lines;
    this.ways = ways;
    this.watch = watch;
    this.agencies = agencies;
    this.http = http;
    this.clock = clock;
  }

  /** What passes on the wires. */
  @Component
  record Ways(
      Inbox inbox, Wires wires, WireCare care, GivenUp givenUp, Tally tally, XPosts posts) {}

  MetricSnapshots read() {
    Measures all = new Measures();
    lines
        .connected()
        .forEach((line, connected) ->
            all.gauge(
                "lapor_line_connected",
                "Whether a line to the outside works",
                connected ? 1 : 0,
                "line",
                line));
    for (Wire.Kind wire : Wire.Kind.values()) {
      wire(all, wire);
    }
    messages(all);
    costs(all);
    all.gauge(
        "lapor_watch_lag_seconds",
        "How late the clock step is that is due first",
        seconds(watch.lag()));
    server(all);
    return all.snapshots();
  }

  private void wire(Measures all, Wire.Kind wire) {
    String name = wire.name();
    Inbox.State in = ways.inbox().state(wire);
    Wires.Sent out = ways.wires().sent(wire);
    since(all, "lapor_wire_last_in_seconds", "Since a message came in last", in.last(), name);
    since(all, "lapor_wire_last_out_seconds", "Since a message went out last", out.last(), name);
    all.gauge("lapor_wire_unread", "Messages nothing has read yet", in.waiting(), WIRE, name);
    all.gauge("lapor_wire_to_look_at", "Messages a person has to read", in.look(), WIRE, name);
    all.gauge("lapor_wire_queue", "Messages that could go out now", out.waiting(), WIRE, name);
    all.gauge(
        "lapor_wire_given_up",
        "Messages given up after many tries that can be sent again",
        ways.givenUp().count(wire),
        WIRE,
        name);
  }

  private void since(Measures all, String name, String help, @Nullable Instant last, String wire) {
    if (last != null) {
      all.gauge(name, help, seconds(Duration.between(last, clock.instant())), WIRE, wire);
    }
  }

  private synchronized Map<Wire.Kind, Long> in() {
    Instant now = clock.instant();
    if (now.isAfter(counted.plus(COUNTED)) || now.isBefore(counted)) {
      in = ways.inbox().counts();
      counted = now;
    }
    return in;
  }

  private void messages(Measures all) {
    String help = "Messages by what became of them, on all servers";
    in().forEach((wire, count) ->
        all.counter("lapor_messages", help, count, WIRE, wire.name(), "outcome", "in"));
    for (Tally.Count c : ways.tally().counts()) {
      String outcome = c.outcome().name().toLowerCase(Locale.ROOT);
      all.counter("lapor_messages", help, c.messages(), WIRE, c.wire().name(), "outcome", outcome);
    }
  }

  private void costs(Measures all) {
    agencies
        .centre()
        .map(top -> ways.care().month(top.zone()))
        .ifPresent(month -> {
          all.gauge("lapor_sms_month_parts", "Parts of SMS sent this month", month.parts());
          if (month.cost() != null) {
            all.gauge("lapor_sms_month_cost_rupiah", "What they cost", month.cost().doubleValue());
          }
        });
    ways.posts()
        .state()
        .map(XPosts.State::use)
        .ifPresent(use -> {
          all.gauge("lapor_x_month_cost", "What X cost this month", use.cost().doubleValue());
          if (use.cap() != null) {
            all.gauge("lapor_x_month_cap", "What it may cost", use.cap().doubleValue());
          }
        });
  }

  private void server(Measures all) {
    for (int figure = HttpCounts.FIRST; figure <= HttpCounts.LAST; figure++) {
      all.counter(
          "lapor_http_answers",
          "Answers of this server",
          http.of(figure),
          "outcome",
          figure + "xx");
    }
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    Map.of("heap", memory.getHeapMemoryUsage(), "nonheap", memory.getNonHeapMemoryUsage())
        .forEach((area, usage) -> memory(all, area, usage));
  }

  private static void memory(Measures all, String area, MemoryUsage usage) {
    all.gauge("jvm_memory_used_bytes", "Memory in use", usage.getUsed(), "area", area);
    all.gauge("jvm_memory_committed_bytes", "Memory taken", usage.getCommitted(), "area", area);
    all.gauge(
        "jvm_memory_max_bytes", "Memory at most, -1 for no limit", usage.getMax(), "area", area);
  }

  private static double seconds(Duration time) {
    return Math.max(0, time.toMillis() / 1000.0);
  }
}
