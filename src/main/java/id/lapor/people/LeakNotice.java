package id.lapor.people;

import id.lapor.platform.page.Texts;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The notice of a leak, with what UU 27/2022 article 46 (2) asks for: which data, when and how, and
 * what is done about it. Always in Indonesian, as a letter of the house.
 */
@Component
class LeakNotice {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH.mm", Texts.INDONESIAN);

  private final Texts texts;

  LeakNotice(Texts texts) {
    this.texts = texts;
  }

  /** Its paragraphs, the title first. */
  List<String> of(Leak leak, Leak.Whom whom) {
    List<String> lines = new ArrayList<>();
    lines.add(say("title." + whom.name()));
    lines.add(say("opening." + whom.name()));
    lines.add(say("happened", leak.happened()));
    lines.add(say("when", at(leak.since()), at(leak.foundAt())));
    lines.add(say("which", leak.which()));
    if (whom == Leak.Whom.AUTHORITY) {
      lines.add(say("whose", leak.whose(), String.valueOf(leak.persons())));
    } else {
      lines.add(say("yours", leak.whose()));
    }
    lines.add(say("done", leak.done()));
    lines.add(say("contact", leak.contact()));
    return lines;
  }

  private String say(String key, Object... args) {
    return texts.get(Texts.INDONESIAN, "people.leakNotice." + key, args);
  }

  private static String at(Instant moment) {
    return TIME.format(moment.atZone(LeakForm.ZONE)) + " WIB";
  }
}
