package id.lapor.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which instructions of a text are followed without harm; links by where they lead. */
class OfficeFieldsTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " PAGE \\* MERGEFORMAT ",
        "TOC \\o \"1-3\" \\h \\z \\u",
        " HYPERLINK \"https://lapor.example/a?b=c\" ",
        "hyperlink https://lapor.example/a",
        "HYPERLINK \"mailto:a@b.example\" \\o \"Tulis: kepada kami\"",
        "HYPERLINK \\t \"_blank\" \"http://lapor.example\"",
        " HYPERLINK  \\l \"_Toc1234\" \\h",
        "HYPERLINK \\l bab",
        "HYPERLINK \"\" \\l \"bab\" \\* MERGEFORMAT",
        "HYPERLINK \"#bab\""
      })
  void areHarmless(String instruction) {
    assertThat(OfficeFields.harmless(instruction)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DDE a b",
        "HYPERLINK \"file:///c:/a.exe\"",
        "HYPERLINK \"\\\\\\\\10.0.0.7\\\\bagi\"",
        "HYPERLINK \\\\10.0.0.7\\bagi",
        "HYPERLINK file://jahat/x",
        "HYPERLINK \\t \"_blank\" \"file://jahat/x\"",
        "HYPERLINK \\l bab \\n file://jahat/x",
        "HYPERLINK \\l \"bab\"\"file://jahat/x\"",
        "HYPERLINK \"https://lapor.example\" file://jahat/x",
        "HYPERLINK https://lapor.example\u00a0file://jahat/x",
        "HYPERLINK \\o \"tip\u201d file://jahat/x \u201c\"",
        "HYPERLINK \u201cfile://jahat/x\u201d",
        "HYPERLINK \"https://lapor.example",
        "HYPERLINK \\o",
        "HYPERLINK lain.docx"
      })
  void areNot(String instruction) {
    assertThat(OfficeFields.harmless(instruction)).isFalse();
  }

  /** As long as a whole part may be. */
  @Test
  void areLookedAtHoweverLongTheyAre() {
    String switches = "HYPERLINK" + " \\n".repeat(1_000_000);
    assertThat(OfficeFields.harmless(switches)).isTrue();
    assertThat(OfficeFields.harmless(switches + " file://jahat/x")).isFalse();
  }
}
