package id.lapor.api;

import id.lapor.evidence.EvidenceBox;
import id.lapor.evidence.EvidenceId;
import id.lapor.evidence.Taking;
import id.lapor.evidence.Uploads;
import id.lapor.platform.net.Outgoing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Files that come with a request of Open311: parts of the form, under whatever name, and addresses
 * in {@code media_url}, which are fetched. An address that gives nothing stays in the words, so
 * that an officer can look.
 */
@Component
class Media {

  private static final Logger log = LoggerFactory.getLogger(Media.class);
  private static final int MOST_ADDRESSES = 3;
  private static final int LONGEST_ADDRESS = 1_000;

  private final EvidenceBox box;
  private final Outgoing outgoing;

  Media(EvidenceBox box, Outgoing outgoing) {
    this.box = box;
    this.outgoing = outgoing;
  }

  /**
   * @param left addresses that gave nothing
   */
  record Found(List<EvidenceId> files, List<String> left) {

    String appendedTo(String words) {
      return left.isEmpty() ? words : words + "\n\n" + String.join("\n", left);
    }
  }

  /**
   * @throws Wrong when a file cannot be taken or there are too many addresses
   */
  Found of(Asked asked) {
    Uploads uploads = Uploads.take(box, List.of(), asked.files());
    if (uploads.wrong() != null) {
      String why = uploads.wrong().replaceFirst(".*\\.", "");
      throw new Wrong(400, "a file was not taken: " + why);
    }
    List<String> addresses = asked.values("media_url");
    if (addresses.size() > MOST_ADDRESSES
        || addresses.stream().anyMatch(a -> a.length() > LONGEST_ADDRESS)) {
      throw new Wrong(
          400,
          "media_url may come " + MOST_ADDRESSES + " times, of " + LONGEST_ADDRESS + " characters");
    }
    List<EvidenceId> files = new ArrayList<>(uploads.taken());
    List<String> left = new ArrayList<>();
    for (String address : addresses) {
      fetched(address).ifPresentOrElse(files::add, () -> left.add(address));
    }
    return new Found(List.copyOf(files), List.copyOf(left));
  }

  private Optional<EvidenceId> fetched(String address) {
    try {
      Outgoing.Answer answer = outgoing.get(URI.create(address), EvidenceBox.LARGEST);
      if (answer.status() != 200) {
        return Optional.empty();
      }
      return box.take(new ByteArrayInputStream(answer.body()), "media") instanceof Taking.Taken t
          ? Optional.of(t.evidence().id())
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      log.debug("A file could not be fetched: {}", e.toString());
      return Optional.empty();
    }
  }
}
