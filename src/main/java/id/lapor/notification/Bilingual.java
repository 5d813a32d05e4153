package id.lapor.notification;

import id.lapor.platform.page.Texts;
import java.util.Locale;
import java.util.function.Function;

/** The same said in both languages of the house; whoever reads it says in which it goes out. */
record Bilingual(MessageStore.Text indonesian, MessageStore.Text english) {

  static Bilingual of(Function<Locale, MessageStore.Text> words) {
    return new Bilingual(words.apply(Texts.INDONESIAN), words.apply(Texts.ENGLISH));
  }

  MessageStore.Text in(Locale language) {
    return language.equals(Texts.ENGLISH) ? english : indonesian;
  }
}
