package id.lapor.agency;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.springframework.core.io.ClassPathResource;

/**
 * The table of regions in the order of their codes, so that everything inside a region stands right
 * behind it, and where each word of a name occurs. A search is a few operations on sets of bits,
 * made for the search: kept ones would take half a gigabyte.
 *
 * @param plainNames names without marks, in lower case, single spaces
 * @param ends for each region, one past the last that lies within it
 * @param words positions by word, and by the whole name written as one word
 */
record RegionIndex(
    String[] codes, String[] names, String[] plainNames, int[] ends, TreeMap<String, int[]> words) {

  static final RegionIndex EMPTY =
      new RegionIndex(new String[0], new String[0], new String[0], new int[0], new TreeMap<>());

  private static final Pattern MARKS = Pattern.compile("\\p{M}");
  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");

  static RegionIndex load() {
    List<String> lines = lines();
    int size = lines.size();
    String[] codes = new String[size];
    String[] names = new String[size];
    String[] plainNames = new String[size];
    Map<String, List<Integer>> words = new HashMap<>();
    for (int i = 0; i < size; i++) {
      String line = lines.get(i);
      int comma = line.indexOf(',');
      codes[i] = line.substring(0, comma);
      names[i] = line.substring(comma + 1);
      plainNames[i] = plain(names[i]);
      String[] parts = plainNames[i].split(" ");
      for (String word : parts) {
        words.computeIfAbsent(word, _ -> new ArrayList<>()).add(i);
      }
      if (parts.length > 1) {
        words.computeIfAbsent(String.join("", parts), _ -> new ArrayList<>()).add(i);
      }
    }
    TreeMap<String, int[]> positions = new TreeMap<>();
    words.forEach(
        (word, at) -> positions.put(word, at.stream().mapToInt(Integer::intValue).toArray()));
    return new RegionIndex(codes, names, plainNames, ends(codes), positions);
  }

  /**
   * Regions that carry one of the words themselves and each other word themselves or in a region
   * around them.
   */
  BitSet matching(String[] asked) {
    BitSet own = new BitSet(codes.length);
    BitSet all = new BitSet(codes.length);
    all.set(0, codes.length);
    for (String word : asked) {
      BitSet here = beginning(word);
      own.or(here);
      BitSet within = new BitSet(codes.length);
      for (int at = here.nextSetBit(0); at >= 0; at = here.nextSetBit(at + 1)) {
        within.set(at, ends[at]);
      }
      all.and(within);
    }
    all.and(own);
    return all;
  }

  private BitSet beginning(String prefix) {
    BitSet found = new BitSet(codes.length);
    for (int[] positions : words.subMap(prefix, prefix + Character.MAX_VALUE).values()) {
      for (int at : positions) {
        found.set(at);
      }
    }
    return found;
  }

  static String plain(String text) {
    String bare = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
    return NO_LETTERS.matcher(bare.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
  }

  private static int[] ends(String[] codes) {
    int[] ends = new int[codes.length];
    for (int i = 0; i < codes.length; i++) {
      int end = Arrays.binarySearch(codes, codes[i] + "/");
      ends[i] = codes[i].length() > 8 ? i + 1 : end < 0 ? -end - 1 : end;
    }
    return ends;
  }

  private static List<String> lines() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    new ClassPathResource("agency/regions.csv.gz").getInputStream()),
                StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
