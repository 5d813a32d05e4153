package id.lapor.operations;

import id.lapor.agency.AgencyId;
import id.lapor.audit.Act;
import id.lapor.audit.Trail;
import id.lapor.audit.Witness;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Acts put on the trail as they come in life: the next one on a report a month after the one
 * before, with those on twenty thousand other reports in between. What a check reads by report lies
 * far apart in the tables then.
 */
@Component
@Profile("bench")
class MonthsOfActs {

  private static final int ACTS = 5;
  private static final int A_BLOCK = 2_000;
  private static final int A_MONTH = 10;

  private final JdbcClient jdbc;
  private final Trail trail;
  private final Witness journal;
  private final TransactionTemplate transaction;

  MonthsOfActs(
      JdbcClient jdbc, Trail trail, List<Witness> witnesses, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.trail = trail;
    this.journal =
        witnesses.stream().filter(w -> w.stream().equals("report")).findFirst().orElseThrow();
    this.transaction = transaction;
  }

  /** Writes five acts on each of so many reports, which stand as these acts tell. */
  void write(AgencyId desk, int reports) {
    long first = rows(desk, reports);
    transaction.executeWithoutResult(_ -> {
      try (Stream<Act> acts = journal.acts()) {
        add(acts.filter(a -> a.subject() >= first));
      }
    });
  }

  /** The newest block's first acts, with the second ones of the block a month before, and so on. */
  private void add(Stream<Act> acts) {
    Deque<List<List<Act>>> blocks = new ArrayDeque<>();
    List<List<Act>> block = empty();
    for (Act act : (Iterable<Act>) acts::iterator) {
      block.get(act.seq() - 1).add(act);
      if (act.seq() == ACTS && block.getFirst().size() == A_BLOCK) {
        blocks.addFirst(block);
        step(blocks);
        block = empty();
      }
    }
    blocks.addFirst(block);
    for (int i = 0; i < ACTS * A_MONTH; i++) {
      step(blocks);
      blocks.addFirst(empty());
    }
  }

  private void step(Deque<List<List<Act>>> blocks) {
    int age = 0;
    for (List<List<Act>> block : blocks) {
      if (age % A_MONTH == 0) {
        trail.add(block.get(age / A_MONTH));
        block.get(age / A_MONTH).clear();
      }
      age++;
    }
    if (blocks.size() == (ACTS - 1) * A_MONTH + 1) {
      blocks.removeLast();
    }
  }

  private static List<List<Act>> empty() {
    List<List<Act>> block = new ArrayList<>();
    for (int i = 0; i < ACTS; i++) {
      block.add(new ArrayList<>());
    }
    return block;
  }

  private long rows(AgencyId desk, int reports) {
    long last = jdbc.sql("SELECT coalesce(max(id), 0) FROM report_case").query(Long.class).single();
    jdbc.sql(
            """
            INSERT INTO report_case (
              id, reference, version, stage, kind, oversight, visibility, name_shown, channel, text, desk_id, course,
              received_at, changed_at)
            SELECT nextval('report_case_id_seq'), 'M' || n, :acts, 'IN_PROGRESS', 'COMPLAINT', false, 'SECRET', false, 'WEB',
              'x', :desk,
              jsonb_build_object('stage', 'IN_PROGRESS', 'desk', jsonb_build_object('value', :desk), 'assignments', '[]'::jsonb,
                'handovers', '[]'::jsonb, 'hops', 0, 'ownerFinal', false, 'disputes', 0, 'supporters', 0),
              began, began + (:acts - 1) * interval '30 days'
            FROM generate_series(1, :reports) n
            CROSS JOIN LATERAL (SELECT timestamptz '2026-01-01' + n * interval '2 minutes' AS began) b
            ORDER BY n
            """)
        .param("desk", desk.value())
        .param("acts", ACTS)
        .param("reports", reports)
        .update();
    jdbc.sql("ANALYZE report_case").update();
    journals(last);
    return last + 1;
  }

  /** Of the reports after that number. */
  private void journals(long last) {
    jdbc.sql(
            """
            INSERT INTO report_event (report_id, seq, at, kind, actor, body)
            SELECT c.id, s, c.received_at + (s - 1) * interval '30 days', CASE s WHEN 1 THEN 'Filed' ELSE 'FollowedUp' END,
              '{"is": "Officer", "account": 7, "name": "Rani Prasetya", "agency": {"value": 3}, "role": "LIAISON"}',
              CASE s
                WHEN 1 THEN jsonb_build_object('desk', jsonb_build_object('value', c.desk_id), 'evidence', '[]'::jsonb,
                  'matter', jsonb_build_object('kind', c.kind, 'oversight', c.oversight, 'visibility', c.visibility,
                    'nameShown', c.name_shown, 'channel', c.channel, 'text', c.text, 'place', '{}'::jsonb))
                ELSE jsonb_build_object('by', jsonb_build_object('value', 3), 'evidence', '[]'::jsonb,
                  'text', repeat('Lampu diganti ' || c.id, 12))
              END
            FROM report_case c
            CROSS JOIN generate_series(1, :acts) s
            WHERE c.id > :last
            ORDER BY c.received_at + (s - 1) * interval '30 days'
            """)
        .param("acts", ACTS)
        .param("last", last)
        .update();
  }
}
