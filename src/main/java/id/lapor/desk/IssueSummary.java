package id.lapor.desk;

import id.lapor.agency.Agency;
import id.lapor.deadline.LetterSheet;
import id.lapor.deadline.Reprimand;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Letters chosen to be issued together. Pure.
 *
 * @param letters that would be issued, lower levels first
 * @param held that wait for a lower letter, whole
 * @param gone number of those for which nothing waits any more
 */
public record IssueSummary(List<Letter> letters, List<Reprimand.Draft> held, int gone) {

  /** A letter as it waits, and as it would be issued. */
  public record Letter(Reprimand.Draft draft, LetterSheet sheet) {

    /** What a confirmation names it by. */
    public String sealed() {
      return draft.due().write() + "-" + draft.seal();
    }
  }

  /**
   * What one agency would be sent.
   *
   * @param promises in the letters I, II and III; 0 where there is none
   */
  public record Row(Agency agency, List<Integer> promises) {}

  /**
   * @param sheets of the drafts that can be issued, in their order
   */
  static IssueSummary of(
      Collection<Reprimand.Due> chosen, List<Reprimand.Draft> drafts, List<LetterSheet> sheets) {
    List<Reprimand.Draft> ready = drafts.stream().filter(Reprimand.Draft::ready).toList();
    return new IssueSummary(
        IntStream.range(0, ready.size())
            .mapToObj(i -> new Letter(ready.get(i), sheets.get(i)))
            .toList(),
        drafts.stream().filter(d -> !d.ready()).toList(),
        chosen.size() - drafts.size());
  }

  /** By agency, as many promises in each letter. */
  public List<Row> rows() {
    Map<Agency, Map<Integer, Integer>> counts =
        letters.stream()
            .collect(
                Collectors.groupingBy(
                    l -> l.sheet().agency(),
                    LinkedHashMap::new,
                    Collectors.toMap(l -> l.sheet().level(), l -> l.sheet().cases().size())));
    return counts.entrySet().stream()
        .map(e ->
            new Row(
                e.getKey(),
                IntStream.rangeClosed(1, 3)
                    .mapToObj(level -> e.getValue().getOrDefault(level, 0))
                    .toList()))
        .toList();
  }

  /** Letters of a level. */
  public long of(int level) {
    return letters.stream().filter(l -> l.sheet().level() == level).count();
  }
}
