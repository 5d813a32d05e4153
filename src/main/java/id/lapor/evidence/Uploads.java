package id.lapor.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/** Files that came with a form: those that were taken, and why the first other one was not. */
public record Uploads(List<EvidenceId> taken, @Nullable String wrong) {

  /**
   * @param before files the act has already
   */
  public static Uploads take(
      EvidenceBox box, List<EvidenceId> before, @Nullable List<MultipartFile> files) {
    List<EvidenceId> taken = new ArrayList<>(before);
    @Nullable String wrong = null;
    for (MultipartFile file : files == null ? List.<MultipartFile>of() : files) {
      String name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
      if (file.isEmpty() && name.isEmpty()) {
        continue;
      }
      if (taken.size() >= EvidenceBox.MOST_FILES) {
        wrong = "evidence.unfit.TOO_MANY";
        break;
      }
      try (InputStream content = file.getInputStream()) {
        switch (box.take(content, name)) {
          case Taking.Taken t -> taken.add(t.evidence().id());
          case Taking.Refused r -> wrong = wrong == null ? r.why().key() : wrong;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new Uploads(List.copyOf(taken), wrong);
  }

  public void tell(Map<String, String> errors) {
    if (wrong != null) {
      errors.put("files", wrong);
    }
  }
}
